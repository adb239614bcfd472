import { expect, test } from "vitest";
import { parseConfig } from "./config.ts";
import { FLAGS } from "./flags.ts";
import { VERSION } from "./version.ts";

const ID = "11111111-2222-3333-4444-555555555555";
const noFile = () => undefined;

function config(argv: string[] = [], env: Record<string, string> = {}, azureJson?: string) {
  const parsed = parseConfig([`--azure-subscription-id=${ID}`, ...argv], env, () => azureJson);
  if (!("config" in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.config;
}

function problem(argv: string[], env: Record<string, string> = { AZURE_SUBSCRIPTION_ID: ID }, azureJson?: string) {
  const parsed = parseConfig(argv, env, () => azureJson);
  return "problem" in parsed ? parsed.problem : "no problem";
}

test("by default the webhook is on this machine only, and the status port on all interfaces", () => {
  expect(config()).toMatchObject({
    webhook: { host: "127.0.0.1", port: 8888 },
    status: { host: "0.0.0.0", port: 8080 },
    vanity: "azure-dns",
    attempts: 4,
    retention: 600_000,
    deletionGrace: 600_000,
    applyTimeout: 8_000,
    healthInterval: 120_000,
    zonesCacheDuration: 600_000,
    bodyLimit: 64 * 2 ** 20,
    domainFilter: {},
    defaults: {},
    access: [],
    dryRun: false,
    log: { level: "info", format: "json" },
  });
});

test("the environment of the original is understood", () => {
  const parsed = parseConfig(
    [],
    {
      WEBHOOK_PORT: "9000",
      HEALTH_PORT: "9001",
      DOMAIN_FILTER: "example.com, example.org",
      RESOURCE_GROUPS: "rg-a,rg-b",
      AZURE_SUBSCRIPTION_ID: ID,
      LOG_LEVEL: "debug",
    },
    noFile,
  );
  expect(parsed).toMatchObject({
    config: {
      webhook: { host: "127.0.0.1", port: 9000 },
      status: { host: "0.0.0.0", port: 9001 },
      domainFilter: { include: ["example.com", "example.org"] },
      defaults: { resourceGroups: ["rg-a", "rg-b"] },
      azure: { subscriptionId: ID },
      log: { level: "debug" },
    },
  });
});

test("the environment of other webhooks is understood", () => {
  const env = {
    SERVER_HOST: "0.0.0.0",
    SERVER_PORT: "9000",
    METRICS_HOST: "::",
    METRICS_PORT: "9001",
    REGEXP_DOMAIN_FILTER: "^a",
    REGEXP_DOMAIN_FILTER_EXCLUSION: "^b",
    LOG_FORMAT: "text",
    DRY_RUN: "true",
  };
  expect(config([], env)).toMatchObject({
    webhook: { host: "0.0.0.0", port: 9000 },
    status: { host: "::", port: 9001 },
    domainFilter: { regexInclude: "^a", regexExclude: "^b" },
    log: { format: "text" },
    dryRun: true,
  });
  expect(config([], { EXCLUDE_DOMAIN_FILTER: "x.org" }).domainFilter).toEqual({ exclude: ["x.org"] });
});

test("a flag counts more than its variable, and a variable's first name more than its others", () => {
  expect(config(["--webhook-port=1"], { WEBHOOK_PORT: "2", SERVER_PORT: "3" }).webhook.port).toBe(1);
  expect(config([], { WEBHOOK_PORT: "2", SERVER_PORT: "3" }).webhook.port).toBe(2);
});

test("a variable that Kubernetes made of a Service's name is not a setting", () => {
  expect(config([], { WEBHOOK_PORT: "tcp://10.0.0.7:80" }).webhook.port).toBe(8888);
});

test("every flag has a variable of its own name", () => {
  for (const { name, env } of FLAGS) expect(env[0]).toBe(name.toUpperCase().replaceAll("-", "_"));
});

test("no variable stands for two flags", () => {
  const variables = FLAGS.flatMap(({ env }) => [...env]);
  expect(new Set(variables).size).toBe(variables.length);
});

test("lists are given with commas, by repeating the flag, or both", () => {
  const { domainFilter, access } = config([
    "--domain-filter=a.com,b.com",
    "--domain-filter=c.com",
    "--allow=team-a*=rg-a/*,team-b=rg-b/shop",
  ]);
  expect(domainFilter.include).toEqual(["a.com", "b.com", "c.com"]);
  expect(access).toEqual([
    { namespace: "team-a*", resourceGroup: "rg-a", profile: "*" },
    { namespace: "team-b", resourceGroup: "rg-b", profile: "shop" },
  ]);
});

test.each([
  ["250ms", 250],
  ["90s", 90_000],
  ["10m", 600_000],
  ["1h", 3_600_000],
  ["1h30m", 5_400_000],
  ["0", 0],
])("the duration %s is %i milliseconds", (text, milliseconds) => {
  expect(config([`--deletion-grace=${text}`]).deletionGrace).toBe(milliseconds);
});

test("profiles can be kept for ever", () => {
  expect(config(["--profile-retention=never"]).retention).toBeUndefined();
});

test("a switch is on when given, or as it says", () => {
  expect(config(["--dry-run"]).dryRun).toBe(true);
  expect(config(["--dry-run=false"], { DRY_RUN: "true" }).dryRun).toBe(false);
});

test("a region is understood in any spelling", () => {
  expect(config(["--endpoint-location=West Europe"]).defaults.endpointLocation).toBe("westeurope");
});

test("an emulator needs neither a subscription nor azure.json", () => {
  const broken = () => {
    throw new Error("must not be read");
  };
  const parsed = parseConfig(["--azure-emulator=http://127.0.0.1:9999"], {}, broken);
  expect(parsed).toMatchObject({
    config: {
      azure: {
        subscriptionId: "00000000-0000-0000-0000-000000000000",
        target: { emulator: "http://127.0.0.1:9999" },
      },
    },
  });
});

test("--help names every flag and its variables; --version is the package's", () => {
  const help = parseConfig(["--help"], {}, noFile);
  for (const { name, env } of FLAGS) {
    expect(help).toEqual({ help: expect.stringContaining(`--${name} `) });
    for (const variable of env) expect(help).toEqual({ help: expect.stringContaining(variable) });
  }
  expect(parseConfig(["--version"], {}, noFile)).toEqual({ version: VERSION });
});

test.each([
  [["--dry-rn"], "there is no flag --dry-rn; did you mean --dry-run?"],
  [["--resource-group=a"], "there is no flag --resource-group; did you mean --resource-groups?"],
  [["--completely-unknown"], "there is no flag --completely-unknown; --help lists them"],
  [["extra"], '"extra" is not a flag: flags begin with --, and a value follows its flag'],
  [["--webhook-port"], "--webhook-port needs a value, as in --webhook-port=…"],
  [["--webhook-port=http"], '--webhook-port: "http" is not a port from 0 to 65535 (0 takes any free one)'],
  [["--metrics-address=8080"], '--metrics-address: "8080" is not an address'],
  [["--deletion-grace=10"], '--deletion-grace: "10" is not a duration such as "90s", "10m" or "1h30m"'],
  [["--apply-timeout=20s"], '--apply-timeout: "20s" is not a duration from 100ms to 12s'],
  [["--log-level=loud"], '--log-level: "loud" is not one of debug, info, warn, error'],
  [["--vanity=route53"], '--vanity: "route53" is not one of azure-dns, none'],
  [["--dry-run=perhaps"], '--dry-run: "perhaps" is not true or false'],
  [["--body-limit=64 apples"], '--body-limit: "64 apples" is not a size'],
  [["--azure-maxretries-count=21"], '--azure-maxretries-count: "21" is not a whole number from 0 to 20'],
  [["--azure-emulator=localhost"], '--azure-emulator: "localhost" is not a URL such as'],
  [["--azure-cloud=Mars"], '--azure-cloud: "Mars" is not one of AzurePublicCloud'],
  [["--azure-subscription-id=mine"], '--azure-subscription-id: "mine" is not a subscription id'],
  [["--endpoint-location=westeurop"], 'did you mean "westeurope"'],
  [["--allow=team-a"], '--allow: "team-a" is not a rule "namespace=resource-group/profile"'],
  [["--regex-domain-filter=("], '--regex-domain-filter: "(" is not a regular expression'],
  [["--domain-filter=a.com", "--regex-domain-filter=b"], "--domain-filter and --regex-domain-filter cannot be used"],
])("%j is answered with one clear line", (argv, line) => {
  expect(problem(argv)).toContain(line);
  expect(problem(argv)).not.toContain("\n");
});

test("a wrong variable is named as it was set", () => {
  const env = { AZURE_SUBSCRIPTION_ID: ID, HEALTH_PORT: "high" };
  expect(problem([], env)).toBe('HEALTH_PORT: "high" is not a port from 0 to 65535 (0 takes any free one)');
});

test("without a subscription from anywhere the problem says where to give it", () => {
  expect(problem([], {})).toMatch(/--azure-subscription-id \(AZURE_SUBSCRIPTION_ID\).*--azure-emulator/);
});

test("a file that is named must be there", () => {
  expect(problem(["--azure-config-file=/etc/no.json"])).toBe("--azure-config-file: there is no file /etc/no.json");
});

test("azure.json gives the subscription, the default resource group and the cloud unless flags do", () => {
  const json = JSON.stringify({ subscriptionId: ID, resourceGroup: "rg", cloud: "AzureUSGovernment" });
  const fromFile = parseConfig([], {}, () => json);
  expect(fromFile).toMatchObject({
    config: {
      azure: { subscriptionId: ID, target: { cloud: { endpoint: "https://management.usgovcloudapi.net" } } },
      defaults: { resourceGroup: "rg" },
    },
  });
  const overridden = config(["--azure-resource-group=mine", "--azure-cloud=AzureChinaCloud"], {}, json);
  expect(overridden).toMatchObject({
    azure: { target: { cloud: { endpoint: "https://management.chinacloudapi.cn" } } },
    defaults: { resourceGroup: "mine" },
  });
});

test("a broken azure.json is reported without what is in it", () => {
  const line = problem([], {}, '{"aadClientSecret": "s3cret", oops');
  expect(line).toBe("/etc/kubernetes/azure.json cannot be used: it is not JSON");
});
