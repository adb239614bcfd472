import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadServerCertificate } from "../../src/emulator/tls/certificate-directory.ts";

/** The real program with secrets of every kind, before an Azure that refuses to sign it in, or to do what it asks. */

const SECRETS = {
  "client secret in azure.json": "s3cret-of-azure-json",
  "client secret in the environment": "s3cret-of-the-environment",
  "federated token": "eyJhbGciOiJub25lIn0.ZmVkZXJhdGVkLXRva2Vu.c2lnbmF0dXJl",
  "access token": "eyJhbGciOiJub25lIn0.YWNjZXNzLXRva2Vu.c2lnbmF0dXJl",
};
const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const ID = "11111111-2222-3333-4444-555555555555";

let folder: string;
let azure: Server;
let url: string;
let signsIn = false;
/** Every request to the authority and to ARM, whole. */
let asked = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "secrets-"));
  const { ca, certificate, key } = await loadServerCertificate(undefined, "localhost");
  writeFileSync(join(folder, "ca.crt"), ca);
  writeFileSync(join(folder, "token"), SECRETS["federated token"]);
  azure = createServer({ cert: certificate, key }, (request, response) => {
    asked += `${request.method} ${request.url} ${JSON.stringify(request.headers)}\n`;
    request.on("data", (chunk: Buffer) => {
      asked += decodeURIComponent(chunk.toString());
    });
    request.on("end", () => {
      const { status, body } = answerTo(request.url ?? "");
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => azure.listen(0, "127.0.0.1", resolve));
  const address = azure.address();
  url = `https://localhost:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(async () => {
  azure.closeAllConnections();
  await new Promise((resolve) => azure.close(resolve));
  rmSync(folder, { recursive: true });
});

function answerTo(path: string): { status: number; body: unknown } {
  if (path.includes("openid-configuration")) {
    const endpoints = {
      authorization_endpoint: `${url}/t/authorize`,
      token_endpoint: `${url}/t/token`,
      issuer: `${url}/t`,
    };
    return { status: 200, body: { ...endpoints, jwks_uri: `${url}/t/keys` } };
  }
  if (path.includes("/token") && signsIn)
    return { status: 200, body: { token_type: "Bearer", expires_in: 3600, access_token: SECRETS["access token"] } };
  if (path.includes("/token")) {
    const why = "AADSTS7000215: Invalid client secret provided.";
    return { status: 401, body: { error: "invalid_client", error_description: why, error_codes: [7000215] } };
  }
  return { status: 403, body: { error: { code: "AuthorizationFailed", message: "The client may not do this." } } };
}

const IDENTITIES: Record<string, { json: object; secret: keyof typeof SECRETS }> = {
  "a service principal": {
    json: { aadClientId: ID, aadClientSecret: SECRETS["client secret in azure.json"] },
    secret: "client secret in azure.json",
  },
  "workload identity": { json: { aadClientId: ID, useWorkloadIdentityExtension: true }, secret: "federated token" },
};
const FORMATS = ["json", "text"] as const;

describe.each(Object.entries(IDENTITIES))("%s", (name, { json, secret }) => {
  it.each(FORMATS)("that is refused shows no secret, and says what is wrong (log as %s)", async (format) => {
    signsIn = false;
    const { output, answers } = await lifeOf(name, json, format);
    expect(asked).toContain(SECRETS[secret]);
    expect(output).toContain("cannot sign in to Azure");
    expect(output).toContain("azure:"); // the SDK was talkative indeed
    expectNoSecretIn(output, answers);
  });

  it("that may do nothing shows no token, and says what is wrong", async () => {
    signsIn = true;
    const { output, answers } = await lifeOf(name, json, "json");
    expect(asked).toContain(`Bearer ${SECRETS["access token"]}`);
    expect(output).toContain("The client may not do this.");
    expectNoSecretIn(output, answers);
  });
});

it.each([
  ["broken JSON", `{"aadClientSecret": "${SECRETS["client secret in azure.json"]}", `],
  ["a secret where a switch should be", `{"useManagedIdentityExtension": "${SECRETS["client secret in azure.json"]}"}`],
  ["a secret for a subscription", `{"subscriptionId": {"a": "${SECRETS["client secret in azure.json"]}"}}`],
])("azure.json with %s is refused without being quoted", async (_, text) => {
  writeFileSync(join(folder, "azure.json"), text);
  const program = start([`--azure-config-file=${join(folder, "azure.json")}`]);
  expect(await program.ended).toBe(2);
  expect(program.output()).toContain("azure.json cannot be used");
  expectNoSecretIn(program.output());
});

function expectNoSecretIn(...texts: string[]): void {
  for (const [kind, secret] of Object.entries(SECRETS)) {
    for (const text of texts) expect({ kind, found: text.includes(secret) }).toEqual({ kind, found: false });
  }
}

/** From the start to an orderly end, with everything asked of it once: what it printed, and what it answered. */
async function lifeOf(name: string, identity: object, format: (typeof FORMATS)[number]) {
  asked = "";
  const file = join(folder, `${name.replaceAll(" ", "-")}.json`);
  const cloud = { cloud: "AzureStackCloud", resourceManagerEndpoint: url, activeDirectoryAuthorityHost: url };
  writeFileSync(file, JSON.stringify({ ...cloud, tenantId: ID, subscriptionId: ID, resourceGroup: "rg", ...identity }));
  const program = start([`--azure-config-file=${file}`, "--log-level=debug", `--log-format=${format}`]);
  const { webhook, status } = await program.listening;
  let answers = "";
  const ask = async (place: string, init?: RequestInit) => {
    const answer = await fetch(`http://${place}`, init);
    answers += `${answer.status} ${await answer.text()}\n`;
  };
  await ask(`${webhook}/`);
  await ask(`${webhook}/records`);
  await ask(`${webhook}/adjustendpoints`, { method: "POST", body: "[]" });
  await ask(`${webhook}/records`, { method: "POST", body: '{"create":[{"dnsName":"a.example.com"}]}' });
  for (const path of ["healthz", "readyz", "metrics", "summary"]) await ask(`${status}/${path}`);
  program.child.kill("SIGTERM");
  await program.ended;
  return { output: program.output(), answers };
}

function start(flags: string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    [MAIN, "--webhook-port=0", "--metrics-address=127.0.0.1:0", "--cluster-id=c", ...flags],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH,
        NODE_EXTRA_CA_CERTS: join(folder, "ca.crt"),
        AZURE_CLIENT_SECRET: SECRETS["client secret in the environment"],
        AZURE_FEDERATED_TOKEN_FILE: join(folder, "token"),
        // The SDK's own log, as talkative as it gets.
        AZURE_LOG_LEVEL: "verbose",
      },
    },
  );
  let output = "";
  let found: (addresses: { webhook: string; status: string }) => void = () => undefined;
  const listening = new Promise<{ webhook: string; status: string }>((resolve) => {
    found = resolve;
  });
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
    const line = output.split("\n").find((text) => text.includes("listening") && text.includes("webhook")) ?? "";
    const webhook = /webhook"?[:=]"?([\d.]+:\d+)/.exec(line)?.[1];
    const status = /status"?[:=]"?([\d.]+:\d+)/.exec(line)?.[1];
    if (webhook && status) found({ webhook, status });
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return { child, output: () => output, listening, ended };
}
