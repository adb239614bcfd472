import type { Changes, Endpoint } from "../../core/endpoint.ts";
import { parseLabels, serialiseLabels } from "./labels.ts";
import { ownedName, txtName } from "./txt-name.ts";

/** What a registry makes of the provider's records. */
export interface RegistryRecords {
  /** The records, labelled with their owners. */
  records: Endpoint[];
  /** The ownership records that are there already and need not be made again. */
  ownership: ReadonlySet<string>;
}

/** Who owns which record, and how that is remembered. */
export interface Registry {
  /** Empty when ownership is not tracked. */
  ownerId: string;
  read(records: readonly Endpoint[]): RegistryRecords;
  /** The changes with the ownership they need, ready for the provider. */
  write(changes: Changes, known: RegistryRecords): Changes;
}

/** `--registry=noop`: every instance believes that it owns everything. */
export function noopRegistry(): Registry {
  return {
    ownerId: "",
    read: (records) => ({ records: [...records], ownership: new Set() }),
    write: (changes) => changes,
  };
}

/**
 * `--registry=txt` with an owner id: a TXT record beside every record says whose it is. Where there is none, the labels
 * that the provider itself returned stand, which is how a webhook provider can keep ownership its own way.
 */
export function txtRegistry(options: TxtRegistryOptions): Registry {
  return {
    ownerId: options.ownerId,
    read: (records) => readOwnership(records, options),
    write: (changes, known) => writeOwnership(changes, options, known.ownership),
  };
}

export interface TxtRegistryOptions {
  ownerId: string;
  managedRecordTypes: readonly string[];
  txtPrefix: string;
}

function readOwnership(records: readonly Endpoint[], options: TxtRegistryOptions): RegistryRecords {
  const { ownerId, managedRecordTypes, txtPrefix } = options;
  const labelsOfRecord = new Map<string, Record<string, string>>();
  const ownership = new Set<string>();
  const txtNames = new Set<string>();
  const plain: Endpoint[] = [];
  for (const record of records) {
    const labels = record.recordType === "TXT" ? parseLabels(record.targets[0] ?? "") : undefined;
    if (labels === undefined) {
      plain.push(record);
      continue;
    }
    const owned = ownedName(record.dnsName, txtPrefix);
    labelsOfRecord.set(recordKey(owned.dnsName, owned.recordType, record.setIdentifier), labels);
    ownership.add(ownershipKey(record));
    txtNames.add(record.dnsName);
  }
  const labelled = plain.map((record) => {
    const labels =
      labelsOfRecord.get(recordKey(record.dnsName, typeInTxtName(record), record.setIdentifier)) ??
      (record.recordType === "AAAA" ? {} : labelsOfRecord.get(recordKey(record.dnsName, "", record.setIdentifier)));
    const endpoint = { ...record, labels: { ...record.labels, ...labels } };
    const isOutdated =
      txtNames.size > 0 &&
      endpoint.labels.owner === ownerId &&
      managedRecordTypes.includes(endpoint.recordType) &&
      !txtNames.has(txtName(endpoint.dnsName, typeInTxtName(endpoint), txtPrefix));
    return isOutdated ? withForcedUpdate(endpoint) : endpoint;
  });
  return { records: labelled, ownership };
}

/** Makes the plan see a difference, so that the missing ownership record is written with the update. */
function withForcedUpdate(endpoint: Endpoint): Endpoint {
  const others = (endpoint.providerSpecific ?? []).filter(({ name }) => name !== "txt/force-update");
  return { ...endpoint, providerSpecific: [...others, { name: "txt/force-update", value: "true" }] };
}

function writeOwnership(changes: Changes, options: TxtRegistryOptions, existing: ReadonlySet<string>): Changes {
  const { ownerId, txtPrefix } = options;
  const ownershipRecord = (endpoint: Endpoint) => ownershipRecordOf(endpoint, txtPrefix);
  const create = changes.create.map((endpoint) => ({ ...endpoint, labels: { ...endpoint.labels, owner: ownerId } }));
  const missing = create.map(ownershipRecord).filter((record) => !existing.has(ownershipKey(record)));
  const own = (endpoints: readonly Endpoint[]) => {
    const filtered = endpoints.filter((endpoint) => endpoint.labels?.owner === ownerId);
    return [...filtered, ...filtered.map(ownershipRecord)];
  };
  return {
    create: [...create, ...missing],
    updateOld: own(changes.updateOld),
    updateNew: own(changes.updateNew),
    delete: own(changes.delete),
  };
}

function ownershipRecordOf(endpoint: Endpoint, txtPrefix: string): Endpoint {
  return {
    // Only here does External-DNS drop the trailing dot of a name written by hand.
    dnsName: txtName(endpoint.dnsName, typeInTxtName(endpoint), txtPrefix).replace(/\.$/, ""),
    targets: [serialiseLabels(endpoint.labels ?? {})],
    recordType: "TXT",
    ...(endpoint.setIdentifier !== undefined && { setIdentifier: endpoint.setIdentifier }),
    labels: { ownedRecord: endpoint.dnsName },
    ...(endpoint.providerSpecific && { providerSpecific: endpoint.providerSpecific }),
  };
}

/** Route53's alias records are A records that pass for CNAMEs here. */
function typeInTxtName(endpoint: Endpoint): string {
  const isAlias = endpoint.providerSpecific?.some(({ name, value }) => name === "alias" && value === "true");
  return isAlias && endpoint.recordType === "A" ? "CNAME" : endpoint.recordType;
}

function recordKey(dnsName: string, recordType: string, setIdentifier = ""): string {
  return JSON.stringify([dnsName, recordType, setIdentifier]);
}

function ownershipKey(record: Endpoint): string {
  return JSON.stringify([record.dnsName, record.setIdentifier ?? ""]);
}
