import { X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCertificateAuthority, createServerCertificate } from "./certificate.ts";
import { loadServerCertificate } from "./certificate-directory.ts";

describe("a server certificate", () => {
  it("is for the names and addresses it was asked for", async () => {
    const { certificate } = await createServerCertificate(["shop.example.com", "127.0.0.1", "::1"]);
    const parsed = new X509Certificate(certificate);
    expect(parsed.checkHost("shop.example.com")).toBe("shop.example.com");
    expect(parsed.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(parsed.checkIP("::1")).toBeDefined();
    expect(parsed.checkHost("another.example.com")).toBeUndefined();
  });

  it("signs itself, or is signed by the authority it was given", async () => {
    const alone = new X509Certificate((await createServerCertificate()).certificate);
    expect(alone.verify(alone.publicKey)).toBe(true);
    const authority = await createCertificateAuthority("test");
    const ca = new X509Certificate(authority.certificate);
    const signed = new X509Certificate((await createServerCertificate(["localhost"], authority)).certificate);
    expect([ca.ca, signed.ca, signed.checkIssued(ca), signed.verify(ca.publicKey)]).toEqual([true, false, true, true]);
  });
});

describe("the certificate directory", () => {
  let directory = "";
  beforeAll(async () => {
    directory = join(await mkdtemp(join(tmpdir(), "emulator-tls-")), "tls");
  });
  afterAll(() => rm(directory, { recursive: true }));

  it("keeps the authority in ca.crt, so that clients trust it once, and its key for itself", async () => {
    const first = await loadServerCertificate(directory, "127.0.0.1");
    const second = await loadServerCertificate(directory, "127.0.0.1");
    expect([second.ca, second.caFile]).toEqual([first.ca, join(directory, "ca.crt")]);
    expect(await readFile(join(directory, "ca.crt"), "utf8")).toBe(first.ca);
    expect((await stat(join(directory, "ca.key"))).mode & 0o077).toBe(0);
  });

  it("is not needed: without one the authority lives in memory", async () => {
    const { ca, caFile } = await loadServerCertificate(undefined, "127.0.0.1");
    expect([new X509Certificate(ca).ca, caFile]).toEqual([true, undefined]);
  });
});
