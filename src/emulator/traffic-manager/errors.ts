import type { EndpointType } from "../../arm/traffic-manager.ts";
import { armError } from "../arm/arm-errors.ts";
import type { ArmReply } from "../arm/arm-message.ts";

/** The errors Traffic Manager itself answers with, one function each; the sentences of a refused body are in validation/. */

/** Several sentences are joined into one message, as the service does (azure-cli #4734). */
export function badRequest(sentences: readonly string[]): ArmReply {
  return armError(400, "BadRequest", sentences.join(" "));
}

/** The service writes the names in lower case whatever the caller wrote (azure-powershell TestCrudWithEndpoint). */
export function endpointNotFound(name: string, type: EndpointType, profile: string): ArmReply {
  return armError(
    404,
    "NotFound",
    `The endpoint '${name.toLowerCase()}' of type '${type.toLowerCase()}' does not exist in the profile '${profile.toLowerCase()}'.`,
  );
}

/** azure-sdk-for-net #43949. */
export function endpointsInPatch(): ArmReply {
  return badRequest([
    "The 'endpoints' property cannot be specified when updating a profile using PATCH. Please use PUT to update the profile instead.",
  ]);
}

/** The sentence as a deployment showed it (microsoft/unreal-cloud-ddc-on-azure #42); status: terraform-provider-azurerm #7190. */
export function domainNameTaken(fqdn: string): ArmReply {
  return armError(409, "Conflict", `Domain name ${fqdn} is not available. Please choose a different DNS prefix.`);
}

/** azure-powershell TestProfileChangeRecordTypeShouldFail. */
export function recordTypeFixed(): ArmReply {
  return badRequest(["The RecordType of a Traffic Manager profile cannot be changed after creation."]);
}

export function profileLimitReached(limit: number): ArmReply {
  return armError(
    409,
    "Conflict",
    `The maximum number of Traffic Manager profiles for this subscription has been reached. The limit is ${limit}.`,
  );
}
