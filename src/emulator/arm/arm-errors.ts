import type { ArmReply } from "./arm-message.ts";

/**
 * The errors of Azure Resource Manager's front door, one function each: status, code and sentence are Azure's.
 * Those of Traffic Manager itself are in traffic-manager/errors.ts.
 */

export function armError(status: number, code: string, message: string, headers?: Record<string, string>): ArmReply {
  return { status, body: { error: { code, message } }, ...(headers && { headers }) };
}

/** The gateway marks what it answered without asking the resource provider. */
const GATEWAY = { "x-ms-failure-cause": "gateway" };

export function gatewayError(status: number, code: string, message: string): ArmReply {
  return armError(status, code, message, GATEWAY);
}

export function resourceNotFound(type: string, name: string, resourceGroup: string): ArmReply {
  return gatewayError(
    404,
    "ResourceNotFound",
    `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

export function parentResourceNotFound(name: string): ArmReply {
  return gatewayError(
    404,
    "ParentResourceNotFound",
    `Can not perform requested operation on nested resource. Parent resource '${name}' not found.`,
  );
}

export function resourceGroupNotFound(name: string): ArmReply {
  return gatewayError(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
}

export function subscriptionNotFound(id: string): ArmReply {
  return gatewayError(404, "SubscriptionNotFound", `The subscription '${id}' could not be found.`);
}

export function missingApiVersion(): ArmReply {
  return gatewayError(
    400,
    "MissingApiVersionParameter",
    "The api-version query parameter (?api-version=) is required for all requests.",
  );
}

export function invalidApiVersion(version: string): ArmReply {
  return gatewayError(
    400,
    "InvalidApiVersionParameter",
    `The api-version '${version}' is invalid. The format is 'yyyy-MM-dd' or 'yyyy-MM-dd-preview'.`,
  );
}

export function unsupportedApiVersion(type: string, version: string, supported: readonly string[]): ArmReply {
  return gatewayError(
    400,
    "NoRegisteredProviderFound",
    `No registered resource provider found for location 'global' and API version '${version}' for type '${type}'. The supported api-versions are '${supported.join(", ")}'. The supported locations are 'global'.`,
  );
}

export function invalidResourceType(namespace: string, type: string, version: string): ArmReply {
  return gatewayError(
    404,
    "InvalidResourceType",
    `The resource type '${type}' could not be found in the namespace '${namespace}' for api version '${version}'.`,
  );
}

export function notFound(path: string): ArmReply {
  return gatewayError(404, "NotFound", `No HTTP resource was found that matches the request URI '${path}'.`);
}

export function methodNotAllowed(method: string): ArmReply {
  return gatewayError(405, "MethodNotAllowed", `The requested resource does not support http method '${method}'.`);
}

export function invalidRequestContent(reason: string): ArmReply {
  return gatewayError(
    400,
    "InvalidRequestContent",
    `The request content was invalid and could not be deserialized: '${reason}'.`,
  );
}

export function requestContentTooLarge(limit: number): ArmReply {
  return gatewayError(
    413,
    "RequestContentTooLarge",
    `The request content size exceeds the maximum size of '${limit}' bytes.`,
  );
}

export function malformedUrl(): ArmReply {
  return gatewayError(400, "BadRequest", "The request URI is malformed.");
}

export function locationRequired(): ArmReply {
  return gatewayError(400, "LocationRequired", "The location property is required for this definition.");
}

export function locationNotAvailable(location: string, type: string): ArmReply {
  return gatewayError(
    400,
    "LocationNotAvailableForResourceType",
    `The provided location '${location}' is not available for resource type '${type}'. List of available regions for the resource type is 'global'.`,
  );
}

export function authenticationMissing(): ArmReply {
  const reply = gatewayError(
    401,
    "AuthenticationFailed",
    "Authentication failed. The 'Authorization' header is missing.",
  );
  return { ...reply, headers: { ...GATEWAY, "www-authenticate": "Bearer" } };
}

export function invalidToken(reason: string): ArmReply {
  const reply = gatewayError(401, "InvalidAuthenticationToken", reason);
  return { ...reply, headers: { ...GATEWAY, "www-authenticate": 'Bearer error="invalid_token"' } };
}

export function authorizationFailed(
  client: { name: string; objectId: string },
  action: string,
  scope: string,
): ArmReply {
  return gatewayError(
    403,
    "AuthorizationFailed",
    `The client '${client.name}' with object id '${client.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

export function tooManyRequests(kind: string, subscription: string, actor: string, retryAfter: number): ArmReply {
  return {
    ...armError(
      429,
      "SubscriptionRequestsThrottled",
      `Number of '${kind}' requests for subscription '${subscription}' actor '${actor}' exceeded. Please try again after '${retryAfter}' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.`,
    ),
    headers: { ...GATEWAY, "retry-after": String(retryAfter) },
  };
}

export function internalServerError(): ArmReply {
  return armError(500, "InternalServerError", "Encountered internal server error.");
}
