import { connectAzureCli, loginLines } from "./azure-cli.ts";

/**
 * Prints what the Azure CLI and `dig` say against a fresh emulator, as a page for the documents:
 * `AZ=<path of az> npx node test/clients/transcript.ts > docs/emulator-cli-transcript.md`
 */

const PROFILE = "az network traffic-manager profile";
const ENDPOINT = "az network traffic-manager endpoint";
const PLACE = "-g demo --profile-name shop --type externalEndpoints";

const cli = await connectAzureCli();
const print = (text: string) => process.stdout.write(`${text}\n`);

/** The line and what it printed, indented as Markdown shows it. */
async function show(line: string): Promise<void> {
  const output = await cli.run(line);
  print(`$ ${line}\n${output}`.trimEnd().replace(/^/gm, "    "));
}

async function dig(name: string): Promise<string> {
  const { host, dnsPort } = cli.addresses;
  const answer = await cli.dig(name);
  print(`$ dig @${host} -p ${dnsPort} ${name} +noall +answer\n${answer}`.trimEnd().replace(/^/gm, "    "));
  return answer;
}

try {
  print(`# The Azure CLI and dig against the emulator

Recorded by \`test/clients/transcript.ts\` on ${new Date().toISOString().slice(0, 10)} with Azure CLI ${(await cli.run("az version -o tsv --query '\"azure-cli\"'")).trim()}, unchanged from its package, and
\`traffic-manager-emulator --arm-port 0 --tls-port 0 --dns-port 0 --tls-dir tls\`; the environment is the one of [emulator.md](emulator-clients.md#azure-cli).
`);
  for (const line of loginLines(cli.addresses)) await show(line);
  print("\nA profile and two endpoints:\n");
  await show(`${PROFILE} create -g demo -n shop --routing-method Weighted --unique-dns-name shop --ttl 30 -o json`);
  await show(`${ENDPOINT} create ${PLACE} -n east --target east.example.com --weight 70 -o json`);
  await show(`${ENDPOINT} create ${PLACE} -n west --target west.example.com --weight 30 -o json`);
  await show(`${ENDPOINT} list -g demo --profile-name shop -o table`);
  print("\nDNS answers from it at once:\n");
  await dig("shop.trafficmanager.net");
  await dig("shop.trafficmanager.net AAAA");
  const counts = new Map<string, number>();
  for (let asked = 0; asked < 100; asked += 1) {
    const target = (await cli.dig("shop.trafficmanager.net")).trim().split(/\s+/).at(-1) ?? "";
    counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  print(
    `\nOf 100 more answers, ${[...counts].map(([target, count]) => `${count} were \`${target}\``).join(" and ")}.\n`,
  );
  print("A change is seen by the next query:\n");
  await show(`${ENDPOINT} update ${PLACE} -n east --endpoint-status Disabled -o json --query endpointMonitorStatus`);
  await dig("shop.trafficmanager.net");
  print("\nA DNS zone whose name stands for the profile:\n");
  await show("az network dns zone create -g demo -n example.org -o json --query nameServers");
  const id =
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/demo/providers/Microsoft.Network/trafficManagerProfiles/shop";
  await show(
    `az network dns record-set cname create -g demo -z example.org -n www --target-resource ${id} -o json --query "{fqdn:fqdn,TTL:TTL}"`,
  );
  await dig("www.example.org");
} finally {
  await cli.close();
}
