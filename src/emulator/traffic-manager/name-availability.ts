import { invalidRequestContent } from "../arm/arm-errors.ts";
import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import { badRequest } from "./errors.ts";
import { isObject } from "./json-reader.ts";
import type { TrafficManagerParts } from "./parts.ts";
import { fqdnOf, PROFILE_TYPE } from "./resource-names.ts";

/**
 * Profiles_CheckTrafficManagerRelativeDnsNameAvailability and its V2, which knows the subscription that asks and so lets
 * it have back a name it gave up.
 */
export function checkNameAvailability(
  request: ArmRequest,
  subscription: string | undefined,
  parts: TrafficManagerParts,
): ArmReply {
  const { body } = request;
  if (!isObject(body)) return invalidRequestContent("The request body must be a JSON object");
  const { name, type } = body;
  if (typeof name !== "string" || name === "") return badRequest(["The 'name' property must be specified."]);
  if (typeof type === "string" && type.toLowerCase() !== PROFILE_TYPE.toLowerCase()) {
    return badRequest([`The type '${type}' is invalid. The valid type is '${PROFILE_TYPE}'.`]);
  }
  const fqdn = fqdnOf(name);
  const taken = parts.store.byFqdn(fqdn) !== undefined || parts.reservedNames.isReservedFrom(fqdn, subscription);
  return {
    status: 200,
    body: {
      name,
      type: PROFILE_TYPE,
      nameAvailable: !taken,
      reason: taken ? "AlreadyExists" : null,
      message: taken ? `Domain name ${fqdn} already exists. Please choose a different DNS prefix.` : null,
    },
  };
}
