import { X509Certificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CertificateAuthority, createCertificateAuthority, createServerCertificate } from "./certificate.ts";

export interface LoadedCertificate {
  /** The authority's certificate, PEM: what clients have to trust. */
  ca: string;
  caFile?: string;
  certificate: string;
  key: string;
}

const HOSTS = ["localhost", "127.0.0.1", "::1"];

/**
 * The certificate of the TLS listener. In a directory the authority is kept (`ca.crt`, `ca.key`), so that clients trust it
 * once; the server's own certificate is made anew each time.
 */
export async function loadServerCertificate(directory: string | undefined, host: string): Promise<LoadedCertificate> {
  const authority = directory === undefined ? await newAuthority() : await keptAuthority(directory);
  const hosts = HOSTS.includes(host) ? HOSTS : [...HOSTS, host];
  const server = await createServerCertificate(hosts, authority);
  return {
    ca: authority.certificate,
    ...(directory !== undefined && { caFile: join(directory, "ca.crt") }),
    certificate: server.certificate + authority.certificate,
    key: server.key,
  };
}

function newAuthority(): Promise<CertificateAuthority> {
  return createCertificateAuthority("Traffic Manager emulator");
}

async function keptAuthority(directory: string): Promise<CertificateAuthority> {
  await mkdir(directory, { recursive: true });
  const kept = await readAuthority(directory);
  if (kept && new Date(new X509Certificate(kept.certificate).validTo) > new Date()) return kept;
  const made = await newAuthority();
  await writeFile(join(directory, "ca.key"), made.key, { mode: 0o600 });
  await writeFile(join(directory, "ca.crt"), made.certificate);
  return made;
}

async function readAuthority(directory: string): Promise<CertificateAuthority | undefined> {
  try {
    const [certificate, key] = await Promise.all(
      ["ca.crt", "ca.key"].map((name) => readFile(join(directory, name), "utf8")),
    );
    return certificate && key ? { certificate, key } : undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
