import { describe, expect, it } from "vitest";
import type { Changes, Endpoint } from "../../core/endpoint.ts";
import { noopRegistry, txtRegistry } from "./registry.ts";

const MANAGED = ["A", "AAAA", "CNAME"];
const registry = txtRegistry({ ownerId: "east", managedRecordTypes: MANAGED, txtPrefix: "" });

function aRow(row: Partial<Endpoint> = {}): Endpoint {
  return { dnsName: "a.example.com", targets: ["1.1.1.1"], recordType: "A", labels: {}, ...row };
}

function aTxt(dnsName: string, text: string): Endpoint {
  return { dnsName, targets: [text], recordType: "TXT", labels: {} };
}

const changes = (given: Partial<Changes>): Changes => ({
  create: [],
  updateOld: [],
  updateNew: [],
  delete: [],
  ...given,
});
const OURS = '"heritage=external-dns,external-dns/owner=east,external-dns/resource=service/production/a"';

describe("the txt registry reads", () => {
  it("the owner from the TXT record beside a row, and hides that record", () => {
    const { records } = registry.read([aRow(), aTxt("a-a.example.com", OURS)]);
    expect(records).toEqual([aRow({ labels: { owner: "east", resource: "service/production/a" } })]);
  });
  it("the labels that the provider gave where there is no TXT record", () => {
    const row = aRow({ labels: { owner: "west", resource: "service/production/a" } });
    expect(registry.read([row]).records).toEqual([row]);
  });
  it("TXT records that are not External-DNS's as rows like any other", () => {
    const foreign = aTxt("a-a.example.com", '"v=spf1 -all"');
    expect(registry.read([aRow(), foreign]).records).toEqual([aRow(), foreign]);
  });
  it("the record of another type of the same name for that type only", () => {
    const { records } = registry.read([
      aRow({ recordType: "AAAA", targets: ["2603::1"] }),
      aTxt("a-a.example.com", OURS),
    ]);
    expect(records[0]?.labels).toEqual({});
  });
  it("old records without a type in their name, for every type but AAAA", () => {
    const { records } = registry.read([
      aRow(),
      aRow({ recordType: "AAAA", targets: ["2603::1"] }),
      aTxt("a.example.com", OURS),
    ]);
    expect(records.map(({ labels }) => labels?.owner)).toEqual(["east", undefined]);
  });
  it("an update into its own row whose TXT record is of the old form", () => {
    const { records } = registry.read([aRow(), aTxt("a.example.com", OURS)]);
    expect(records[0]?.providerSpecific).toEqual([{ name: "txt/force-update", value: "true" }]);
  });
});

describe("the txt registry writes", () => {
  const nothingKnown = registry.read([]);
  it("a TXT record beside each row it creates, with the row's labels, set identifier and properties", () => {
    const row = aRow({
      recordType: "CNAME",
      targets: ["shop.trafficmanager.net"],
      setIdentifier: "east-us",
      labels: { resource: "service/production/a" },
      providerSpecific: [{ name: "webhook/traffic-manager-weight", value: "70" }],
    });
    const [created, txt] = registry.write(changes({ create: [row] }), nothingKnown).create;
    expect(created).toEqual({ ...row, labels: { owner: "east", resource: "service/production/a" } });
    expect(txt).toEqual({
      dnsName: "cname-a.example.com",
      targets: [OURS],
      recordType: "TXT",
      setIdentifier: "east-us",
      labels: { ownedRecord: "a.example.com" },
      providerSpecific: row.providerSpecific,
    });
  });
  it("no TXT record that is there already", () => {
    const known = registry.read([aTxt("a-a.example.com", OURS)]);
    expect(registry.write(changes({ create: [aRow()] }), known).create).toHaveLength(1);
  });
  it("updates and deletes of its own rows only, each with its TXT record", () => {
    const own = aRow({ labels: { owner: "east" } });
    const foreign = aRow({ dnsName: "b.example.com", labels: { owner: "west" } });
    const rows = [own, foreign];
    const written = registry.write(changes({ updateOld: rows, updateNew: rows, delete: rows }), nothingKnown);
    for (const list of [written.updateOld, written.updateNew, written.delete]) {
      expect(list.map(({ dnsName }) => dnsName)).toEqual(["a.example.com", "a-a.example.com"]);
    }
  });
  it("the names that --txt-prefix asks for, and knows them again", () => {
    const prefixed = txtRegistry({ ownerId: "east", managedRecordTypes: MANAGED, txtPrefix: "own-%{record_type}-" });
    const [row, txt] = prefixed.write(changes({ create: [aRow()] }), nothingKnown).create;
    expect(txt?.dnsName).toBe("own-a-a.example.com");
    const { records } = prefixed.read([aRow(), ...(txt ? [txt] : [])]);
    expect(records[0]?.labels).toEqual(row?.labels);
  });
});

describe("the noop registry", () => {
  it("passes rows and changes through, and owns nothing and everything", () => {
    const all = changes({ create: [aRow()], delete: [aRow({ labels: { owner: "west" } })] });
    expect(noopRegistry().write(all, noopRegistry().read([]))).toEqual(all);
    expect(noopRegistry().ownerId).toBe("");
  });
});
