import type { EndpointResource, EndpointType } from "../../arm/traffic-manager.ts";
import { readEndpoint } from "./endpoint-input.ts";
import { createJsonReader, isObject } from "./json-reader.ts";
import { ENDPOINT_NAME_LENGTH } from "./limits.ts";
import type { TrafficManagerParts } from "./parts.ts";
import { endpointResourceType, parseEndpointType } from "./resource-names.ts";
import { repeated } from "./validation/check.ts";
import { duplicateEndpoints } from "./validation/endpoint-list-checks.ts";

/**
 * The endpoints of a profile's body. One without a name or a type is refused with the sentences of azure-cli #4734, and
 * then the list is empty.
 */
export function readEndpointList(
  properties: unknown,
  profileId: string,
  parts: TrafficManagerParts,
  problems: string[],
): EndpointResource[] {
  const given = isObject(properties) ? (properties.endpoints ?? []) : [];
  if (!Array.isArray(given)) {
    problems.push("The value of property 'properties.endpoints' is invalid.");
    return [];
  }
  const places = given.map((one) => readPlace(one));
  const identityProblems = [
    ...places.flatMap(({ name, type, givenType }) => [...nameProblem(name), ...typeProblem(name, type, givenType)]),
    ...unnamedTwice(places.map(({ name }) => name ?? "")),
  ];
  if (identityProblems.length > 0) {
    problems.push(...identityProblems);
    return [];
  }
  return given.map((one, index) => {
    const { name = "", type = "ExternalEndpoints" } = places[index] ?? {};
    const own = isObject(one) ? one.properties : undefined;
    const reader = createJsonReader(own, `properties.endpoints[${index}].properties`, problems);
    return readEndpoint(reader, { profileId, type, name }, parts.findTarget);
  });
}

interface Place {
  name?: string;
  type?: EndpointType;
  givenType?: string;
}

function readPlace(endpoint: unknown): Place {
  if (!isObject(endpoint)) return {};
  const { name, type } = endpoint;
  const parsed = typeof type === "string" ? parseEndpointType(type) : undefined;
  return {
    ...(typeof name === "string" && { name }),
    ...(typeof type === "string" && { givenType: type }),
    ...(parsed && { type: parsed }),
  };
}

export function nameProblem(name: string | undefined): string[] {
  if (name?.trim() && name.length <= ENDPOINT_NAME_LENGTH) return [];
  return [
    `Endpoint name '${name ?? ""}' is invalid. Endpoint names cannot be empty or all whitespace, and must be up to ${ENDPOINT_NAME_LENGTH} alphanumeric characters long.`,
  ];
}

const VALID_TYPES = (["AzureEndpoints", "ExternalEndpoints", "NestedEndpoints"] as const)
  .map((type) => `'${endpointResourceType(type)}'`)
  .join(", ");

function typeProblem(name: string | undefined, type: EndpointType | undefined, given: string | undefined): string[] {
  if (type) return [];
  return [
    `The type '${given ?? "<null>"}' specified for endpoint '${name ?? "<null>"}' is invalid. Valid endpoint types are: ${VALID_TYPES}.`,
  ];
}

/** Only nameless ones here; named twins are told with the other rules between endpoints. */
function unnamedTwice(names: readonly string[]): string[] {
  return repeated(names).includes("") ? [duplicateEndpoints([""])] : [];
}
