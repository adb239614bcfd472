import { describe, expect, it } from "vitest";
import type { Changes, Endpoint } from "../../core/endpoint.ts";
import { DEFAULT_MANAGED_RECORD_TYPES, hasChanges, type PlanOptions, planChanges } from "./plan.ts";

const defaults: PlanOptions = {
  policy: "sync",
  domainFilters: [],
  managedRecordTypes: DEFAULT_MANAGED_RECORD_TYPES,
  ownerId: "east",
};

function aRow(row: Partial<Endpoint> & { owner?: string; resource?: string } = {}): Endpoint {
  const { owner, resource = "service/production/a", ...given } = row;
  return {
    dnsName: "a.example.com",
    targets: ["shop.trafficmanager.net"],
    recordType: "CNAME",
    labels: { resource, ...(owner !== undefined && { owner }) },
    providerSpecific: [{ name: "webhook/traffic-manager-weight", value: "70" }],
    ...given,
  };
}

const weight = (value: string) => [{ name: "webhook/traffic-manager-weight", value }];

/** `create a.example.com CNAME shop…`, one line for each change. */
function describeChanges(changes: Changes): string[] {
  const line = (verb: string) => (row: Endpoint) =>
    `${verb} ${row.dnsName} ${row.recordType} ${row.targets.join(",")}${row.setIdentifier ? ` (${row.setIdentifier})` : ""}`;
  return [
    ...changes.create.map(line("create")),
    ...changes.updateNew.map(line("update")),
    ...changes.delete.map(line("delete")),
  ];
}

describe("planChanges", () => {
  const one = "a.example.com CNAME shop.trafficmanager.net";
  it.each([
    {
      name: "does nothing about a row that is as it should be",
      current: [aRow({ owner: "east" })],
      desired: [aRow()],
      changes: [],
    },
    { name: "creates what is missing", current: [], desired: [aRow()], changes: [`create ${one}`] },
    {
      name: "deletes its own when nobody wants it",
      current: [aRow({ owner: "east" })],
      desired: [],
      changes: [`delete ${one}`],
    },
    {
      name: "leaves another owner's row that nobody wants",
      current: [aRow({ owner: "west" })],
      desired: [],
      changes: [],
    },
    { name: "leaves a row without an owner", current: [aRow()], desired: [], changes: [] },
    {
      name: "updates its own when a property's value differs",
      current: [aRow({ owner: "east" })],
      desired: [aRow({ providerSpecific: weight("50") })],
      changes: [`update ${one}`],
    },
    {
      name: "updates when a property is there only now",
      current: [aRow({ owner: "east", providerSpecific: [] })],
      desired: [aRow()],
      changes: [`update ${one}`],
    },
    {
      name: "updates when a property is not wanted any more",
      current: [aRow({ owner: "east" })],
      desired: [aRow({ providerSpecific: [] })],
      changes: [`update ${one}`],
    },
    {
      name: "leaves another owner's row that it wants differently",
      current: [aRow({ owner: "west" })],
      desired: [aRow({ providerSpecific: weight("50") })],
      changes: [],
    },
    {
      name: "updates when the wanted TTL differs",
      current: [aRow({ owner: "east", recordTTL: 30 })],
      desired: [aRow({ recordTTL: 60 })],
      changes: [`update ${one}`],
    },
    {
      name: "does not care about the TTL when none is wanted",
      current: [aRow({ owner: "east", recordTTL: 30 })],
      desired: [aRow()],
      changes: [],
    },
    {
      name: "sees no difference in the case of targets and names",
      current: [aRow({ owner: "east", dnsName: "A.example.com", targets: ["SHOP.trafficmanager.net"] })],
      desired: [aRow()],
      changes: [],
    },
    {
      name: "sees no difference in the order of targets and the spelling of IPv6",
      current: [aRow({ owner: "east", recordType: "AAAA", targets: ["2603::1", "2603:0:0::2"] })],
      desired: [aRow({ recordType: "AAAA", targets: ["2603::2", "2603:0::1"] })],
      changes: [],
    },
    {
      name: "keeps rows of one name apart by their set identifiers",
      current: [aRow({ owner: "west", setIdentifier: "west-us" })],
      desired: [aRow({ setIdentifier: "east-us" })],
      changes: [`create ${one} (east-us)`],
    },
    {
      name: "changes the type of its own name by a delete and a create",
      current: [aRow({ owner: "east" })],
      desired: [aRow({ recordType: "A", targets: ["1.1.1.1"] })],
      changes: ["create a.example.com A 1.1.1.1", `delete ${one}`],
    },
    {
      name: "does not change the type of another owner's name",
      current: [aRow({ owner: "west" })],
      desired: [aRow({ recordType: "A", targets: ["1.1.1.1"] })],
      changes: [],
    },
    {
      name: "puts a CNAME aside when the name is wanted for addresses too",
      current: [],
      desired: [aRow(), aRow({ recordType: "A", targets: ["1.1.1.1"] })],
      changes: ["create a.example.com A 1.1.1.1"],
    },
    {
      name: "creates the lesser of two that want one name: addresses by value",
      current: [],
      desired: [aRow({ recordType: "A", targets: ["10.0.0.1"] }), aRow({ recordType: "A", targets: ["9.0.0.1"] })],
      changes: ["create a.example.com A 9.0.0.1"],
    },
    {
      name: "lets the object that has the name keep it",
      current: [aRow({ owner: "east", resource: "service/production/z" })],
      desired: [
        aRow({ resource: "service/production/a", targets: ["a.trafficmanager.net"] }),
        aRow({ resource: "service/production/z", targets: ["z.trafficmanager.net"] }),
      ],
      changes: ["update a.example.com CNAME z.trafficmanager.net"],
    },
    {
      name: "looks at no record types but the managed ones",
      current: [aRow({ owner: "east", recordType: "TXT", targets: ["x"] })],
      desired: [aRow({ dnsName: "srv.example.com", recordType: "SRV", targets: ["0 50 1 a."] })],
      changes: [],
    },
  ])("$name", ({ current, desired, changes }) => {
    expect(describeChanges(planChanges(current, desired, defaults))).toEqual(changes);
  });

  const busy = {
    current: [aRow({ owner: "east" }), aRow({ owner: "east", dnsName: "old.example.com" })],
    desired: [aRow({ providerSpecific: weight("50") }), aRow({ dnsName: "new.example.com" })],
  };
  it.each([
    { policy: "sync", verbs: ["create", "update", "delete"] },
    { policy: "upsert-only", verbs: ["create", "update"] },
    { policy: "create-only", verbs: ["create"] },
  ] as const)("with the policy $policy does no more than $verbs", ({ policy, verbs }) => {
    const changes = planChanges(busy.current, busy.desired, { ...defaults, policy });
    expect(describeChanges(changes).map((line) => line.split(" ")[0])).toEqual(verbs);
  });

  it("owns everything without an owner id, whatever the labels say", () => {
    const changes = planChanges([aRow({ owner: "west" })], [], { ...defaults, ownerId: "" });
    expect(describeChanges(changes)).toEqual([`delete ${one}`]);
  });

  it("hands the current row's owner on to the updated one", () => {
    const { updateNew } = planChanges([aRow({ owner: "east" })], [aRow({ providerSpecific: weight("50") })], defaults);
    expect(updateNew[0]?.labels).toEqual({ owner: "east", resource: "service/production/a" });
  });

  it("sees neither current nor wanted rows outside of the domain filters", () => {
    const current = [aRow({ owner: "east", dnsName: "a.example.org" })];
    const desired = [
      aRow({ dnsName: "b.example.org" }),
      aRow({ dnsName: "c.example.com" }),
      aRow({ dnsName: "d.x.example.com" }),
    ];
    const domainFilters = [{ include: ["example.com"] }, { exclude: ["x.example.com"] }];
    expect(describeChanges(planChanges(current, desired, { ...defaults, domainFilters }))).toEqual([
      "create c.example.com CNAME shop.trafficmanager.net",
    ]);
  });

  it("has nothing to send when nothing changes", () => {
    expect(hasChanges(planChanges([aRow({ owner: "east" })], [aRow()], defaults))).toBe(false);
    expect(hasChanges(planChanges([], [aRow()], defaults))).toBe(true);
  });
});
