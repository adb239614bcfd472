import fc from "fast-check";
import { expect, it } from "vitest";
import { anyAnnotations, anyText, rightAnnotations } from "../../../test/support/annotation-values.ts";
import { aProfile, aSource } from "../../../test/support/builders.ts";
import { adjust, rowsOf } from "../../../test/support/world.ts";
import type { Endpoint } from "../endpoint.ts";
import { planNewProfile } from "../plan/plan-new-profile.ts";
import { requestsOf } from "../plan/requests.ts";
import type { Profile } from "../profile.ts";
import { DECISION_NAMES, parseRow, printRow } from "../rows/row.ts";
import { readWish } from "./read-wish.ts";

const anySource = fc
  .record({
    dnsName: fc.oneof(anyText, fc.constantFrom("my-app-east.example.com", "*.Example.com.")),
    recordType: fc.oneof({ weight: 9, arbitrary: fc.constantFrom("A", "AAAA", "CNAME") }, anyText),
    targets: fc.array(anyText, { maxLength: 3 }),
    setIdentifier: anyText,
    recordTTL: fc.double(),
    labels: fc.dictionary(anyText, anyText, { maxKeys: 2 }),
    annotations: anyAnnotations,
  })
  .map(aSource);

/** The Services of one cluster that share a profile, by different names, and agree on its settings. */
const rightSources = fc
  .tuple(fc.array(rightAnnotations, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 99 }))
  .map(([all, recordTTL]) =>
    all.map((annotations, index) =>
      aSource({
        dnsName: `my-app-${index}.example.com`,
        labels: { resource: `service/production/my-app-${index}` },
        recordTTL,
        annotations: { ...withSettingsOf(all[0] ?? {}, annotations), "profile-name": "shop", "resource-group": "rg" },
      }),
    ),
  );

function withSettingsOf(first: Record<string, string>, annotations: Record<string, string>) {
  const isSetting = ([name]: [string, string]) => DECISION_NAMES.some((other) => other === name);
  return Object.fromEntries([
    ...Object.entries(annotations).filter((one) => !isSetting(one)),
    ...Object.entries(first).filter(isSetting),
    // What the settings of the first need of every endpoint.
    ["endpoint-location", annotations["endpoint-location"] ?? "eastus"],
    ["geo-mapping", annotations["geo-mapping"] ?? "GEO-EU"],
  ]);
}

it("any source endpoint is ignored, is a wish, or has problems that name what is wrong", () => {
  fc.assert(
    fc.property(anySource, (source) => {
      const reading = readWish(source, {});
      if (reading.kind === "wish") expect(reading.wish.ref.name).not.toBe("");
      if (reading.kind !== "invalid") return;
      expect(reading.problems).not.toEqual([]);
      for (const { annotation, message, dnsName } of reading.problems) {
        expect(annotation).toMatch(/^webhook-traffic-manager-/);
        expect(message).not.toBe("");
        expect(dnsName).toBe(source.dnsName);
      }
    }),
  );
});

it("any batch comes to rows or problems, each row with a name, a target and settings", () => {
  fc.assert(
    fc.property(fc.array(anySource, { maxLength: 6 }), (sources) => {
      for (const row of adjust(sources).rows) {
        expect(row).toMatchObject({
          recordType: "CNAME",
          targets: [expect.stringMatching(/^.+\.trafficmanager\.net$/)],
        });
        expect(row.setIdentifier).toBeTruthy();
      }
    }),
  );
});

it("the order of the sources changes nothing", () => {
  fc.assert(
    fc.property(rightSources, (sources) => {
      const sorted = (rows: Endpoint[]) => rows.map((row) => JSON.stringify(row)).sort();
      expect(sorted(adjust([...sources].reverse()).rows)).toEqual(sorted(adjust(sources).rows));
    }),
  );
});

it("annotations that are right are taken without a complaint", () => {
  fc.assert(
    fc.property(rightAnnotations, (annotations) => {
      const { rows, problems } = adjust([aSource({ annotations })]);
      expect({ rows: rows.length, problems }).toEqual({ rows: 1, problems: [] });
    }),
  );
});

it("a row read back is the member it was printed from", () => {
  fc.assert(
    fc.property(rightSources, (sources) => {
      for (const row of adjust(sources).rows) {
        const parsed = parseRow(row);
        if (!parsed || !("member" in parsed)) throw new Error(JSON.stringify({ row, parsed }));
        expect(printRow(parsed.member, row.targets[0] ?? "", row.labels ?? {})).toEqual(row);
      }
    }),
  );
});

it("what was created as asked is listed as wanted: external-dns has nothing more to ask for", () => {
  fc.assert(
    fc.property(rightSources, (sources) => {
      const profiles = created(adjust(sources).rows);
      const wanted = adjust(sources, profiles).rows;
      const there = new Set(rowsOf(profiles).map(keyOf));
      expect(comparable(wanted.filter((row) => there.has(keyOf(row))))).toEqual(comparable(rowsOf(profiles)));
    }),
  );
});

it("the rows of /records, taken for sources, are themselves", () => {
  fc.assert(
    fc.property(rightSources, (sources) => {
      const profiles = created(adjust(sources).rows);
      expect(comparable(adjust(rowsOf(profiles), profiles).rows)).toEqual(comparable(rowsOf(profiles)));
    }),
  );
});

/** The profile as Azure shows it after these rows were created. */
function created(rows: readonly Endpoint[]): Profile[] {
  const create = rows.map((row) => ({ ...row, labels: { ...row.labels, owner: "east" } }));
  const { profiles } = requestsOf({ create, updateOld: [], updateNew: [], delete: [] });
  return profiles.flatMap((requests) => {
    const context = { owner: "east", identity: "c1", now: 0, deletesEmptyProfiles: true };
    const [operation] = planNewProfile(requests, context).operations;
    if (operation?.kind !== "createProfile") return [];
    const { endpoints, ...profile } = operation.profile;
    const numbered = endpoints.map((endpoint, index) => ({ priority: index + 1, ...endpoint }));
    return [
      aProfile({ ...requests.ref, ...profile, fqdn: `${requests.ref.name}.trafficmanager.net`, endpoints: numbered }),
    ];
  });
}

function keyOf(row: Endpoint): string {
  return `${row.dnsName} ${row.setIdentifier}`;
}

/** What external-dns compares; owners are a matter of its registry. */
function comparable(rows: readonly Endpoint[]) {
  return rows.map(({ labels: _, ...row }) => row).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
