import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AZ, type AzureCli, connectAzureCli, isInstalled, loginLines } from "./azure-cli.ts";

const installed = await isInstalled(AZ, ["version"]);

describe.skipIf(!installed)("the Azure CLI works against the emulator unchanged", { timeout: 120_000 }, () => {
  let cli: AzureCli;
  beforeAll(async () => {
    cli = await connectAzureCli();
    for (const line of loginLines(cli.addresses)) await cli.run(line);
  }, 120_000);
  afterAll(() => cli.close());

  const json = async (line: string): Promise<unknown> => JSON.parse(await cli.run(`${line} -o json`));

  it("creates a profile and endpoints, lists and changes them", async () => {
    const profile = "az network traffic-manager profile";
    const endpoint = "az network traffic-manager endpoint";
    expect(
      await json(`${profile} create -g rg -n shop --routing-method Weighted --unique-dns-name shop`),
    ).toMatchObject({
      TrafficManagerProfile: { dnsConfig: { fqdn: "shop.trafficmanager.net", ttl: 30 } },
    });
    const place = "-g rg --profile-name shop --type externalEndpoints";
    await cli.run(`${endpoint} create ${place} -n east --target east.example.com --weight 70`);
    await cli.run(`${endpoint} create ${place} -n west --target west.example.com --weight 30`);
    expect(await json(`${endpoint} update ${place} -n west --weight 50`)).toMatchObject({ weight: 50 });
    expect(await json(`${profile} show -g rg -n shop`)).toMatchObject({
      endpoints: [
        { name: "east", weight: 70 },
        { name: "west", weight: 50 },
      ],
    });
    expect(await json(`${profile} check-dns -n shop`)).toMatchObject({ nameAvailable: false });
  });

  it("keeps DNS zones", async () => {
    await cli.run("az network dns zone create -g rg -n example.org");
    await cli.run("az network dns record-set a add-record -g rg -z example.org -n www -a 20.1.2.3");
    expect(await json("az network dns record-set a show -g rg -z example.org -n www")).toMatchObject({
      ARecords: [{ ipv4Address: "20.1.2.3" }],
    });
  });

  it("tells Azure's own error", async () => {
    const missing = cli.run("az network traffic-manager profile show -g rg -n nobody");
    await expect(missing).rejects.toThrow("ResourceNotFound");
  });
});

describe.skipIf(installed)("the Azure CLI works against the emulator unchanged", () => {
  it.skip("skipped: the Azure CLI is not installed (set AZ to its path)");
});
