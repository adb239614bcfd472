import { randomBytes, webcrypto } from "node:crypto";
import { isIP } from "node:net";

export interface CertificateAuthority {
  /** PEM. */
  certificate: string;
  key: string;
}

export interface ServerCertificate {
  /** PEM. */
  certificate: string;
  key: string;
}

const KEY = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" } as const;
const DAY = 24 * 60 * 60 * 1000;
/** Apple's clients take no server certificate that lives longer than 825 days. */
const LIFETIME_DAYS = 800;

export async function createCertificateAuthority(commonName: string): Promise<CertificateAuthority> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(KEY, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: `CN=${commonName}`,
    keys,
    signingAlgorithm: SIGNATURE,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: `${certificate.toString("pem")}\n`, key: await toPem(keys.privateKey) };
}

/** A certificate for these names and addresses, signed by the authority; without one, it signs itself. */
export async function createServerCertificate(
  hosts: readonly string[] = ["localhost", "127.0.0.1", "::1"],
  authority?: CertificateAuthority,
): Promise<ServerCertificate> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(KEY, true, ["sign", "verify"]);
  const ca = authority && new x509.X509Certificate(authority.certificate);
  const subject = `CN=${hosts[0] ?? "localhost"}`;
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity(),
    subject,
    issuer: ca?.subject ?? subject,
    publicKey: keys.publicKey,
    signingKey: authority ? await fromPem(authority.key) : keys.privateKey,
    signingAlgorithm: SIGNATURE,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        hosts.map((host) => ({ type: isIP(host) ? "ip" : "dns", value: host }) as const),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      // Python's OpenSSL refuses a certificate that does not say which key signed it.
      ...(ca ? [await x509.AuthorityKeyIdentifierExtension.create(ca)] : []),
    ],
  });
  return { certificate: `${certificate.toString("pem")}\n`, key: await toPem(keys.privateKey) };
}

/** The library is loaded where a certificate is made and nowhere else: most runs never need one. */
async function loadX509() {
  await import("reflect-metadata");
  return await import("@peculiar/x509");
}

/** A certificate made this second must be valid on a machine whose clock is behind: it begins yesterday. */
function validity() {
  const now = Date.now();
  return {
    serialNumber: randomBytes(16).toString("hex"),
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + LIFETIME_DAYS * DAY),
  };
}

async function toPem(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key)).toString("base64");
  const lines = bytes.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`;
}

function fromPem(pem: string): Promise<webcrypto.CryptoKey> {
  const bytes = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ""), "base64");
  return webcrypto.subtle.importKey("pkcs8", bytes, KEY, false, ["sign"]);
}
