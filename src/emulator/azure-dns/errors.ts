import type { ArmReply } from "../arm/arm-message.ts";

/** Azure DNS answers errors without the `error` wrapper that the gateway puts around its own (azure-cli recordings). */
function dnsError(status: number, code: string, message: string): ArmReply {
  return { status, body: { code, message } };
}

export const badRequest = (message: string) => dnsError(400, "BadRequest", message);

export const invalidName = (name: string) => badRequest(`The domain name '${name}' is invalid.`);

export function recordSetNotFound(name: string, resourceGroup: string, subscription: string): ArmReply {
  const where = `resource group '${resourceGroup}' of subscription '${subscription}'`;
  return dnsError(404, "NotFound", `The resource record '${name}' does not exist in ${where}.`);
}

/** "Zone" or "Record set", as in the sentences of azure-powershell's tests. */
type Kind = "Zone" | "Record set";

export function modified(kind: Kind, name: string): ArmReply {
  return dnsError(412, "PreconditionFailed", `The ${kind} ${name} has been modified (etag mismatch).`);
}

export function alreadyExists(kind: Kind, name: string): ArmReply {
  const message = `The ${kind} ${name} exists already and hence cannot be created again.`;
  return dnsError(412, "PreconditionFailed", message);
}

const conflict = (message: string) => dnsError(409, "Conflict", message);

export const nameTakenByCname = () =>
  conflict("The record could not be created because a CNAME record with the same name already exists in this zone.");

export const nameTakenForCname = () =>
  conflict(
    "The CNAME record could not be created because another record with the same name already exists in this zone.",
  );

export const cannotDelete = (type: string) =>
  badRequest(`RecordSets of type '${type}' with name '@' cannot be deleted.`);

export const onlyOneSoa = () =>
  badRequest("There can be only one record set of type SOA, and it can be modified but not deleted.");

export const aliasNeedsAddresses = () =>
  badRequest(
    "RecordSets of type A or AAAA must reference a traffic manager profile with endpoints containing valid IP addresses",
  );
