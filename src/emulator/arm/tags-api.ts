import { isObject } from "../traffic-manager/json-reader.ts";
import { readTags } from "../traffic-manager/tags-input.ts";
import { tagsProblem } from "../traffic-manager/validation/tags.ts";
import { gatewayError, invalidRequestContent, methodNotAllowed } from "./arm-errors.ts";
import type { ArmReply, ArmRequest } from "./arm-message.ts";

/** Tags_GetAtScope · Tags_CreateOrUpdateAtScope · Tags_UpdateAtScope · Tags_DeleteAtScope. */

export type Tags = Record<string, string>;

/** The tags of one resource, wherever it is kept. */
export interface TagHolder {
  /** The resource's id, which the reply's own id is made from. */
  id: string;
  tags: Tags;
  /** Keeps the new set; the reply of a refusal, if it is refused. */
  replace(tags: Tags): ArmReply | undefined;
}

export function answerTags(request: ArmRequest, holder: TagHolder): ArmReply {
  switch (request.method) {
    case "GET":
      return { status: 200, body: tagsResource(holder.id, holder.tags) };
    case "PUT":
      return write(request, holder, () => "Replace");
    case "PATCH":
      return write(request, holder, operationOf);
    case "DELETE":
      return holder.replace({}) ?? { status: 200 };
    default:
      return methodNotAllowed(request.method);
  }
}

type TagOperation = "Merge" | "Replace" | "Delete";

function write(
  { body }: ArmRequest,
  holder: TagHolder,
  operationOf: (body: Record<string, unknown>) => TagOperation | undefined,
): ArmReply {
  if (!isObject(body)) return invalidRequestContent("The request body must be a JSON object");
  const operation = operationOf(body);
  if (!operation) return invalidOperation(String(body.operation));
  const given = readTags(isObject(body.properties) ? body.properties.tags : undefined);
  if ("problem" in given) return given.problem;
  const tags = combine(operation, holder.tags, given.given ?? {});
  // A merge can only be judged by its result: at most 50 tags at the end.
  const refusal = tagsProblem(tags) ?? holder.replace(tags);
  return refusal ?? { status: 200, body: tagsResource(holder.id, tags) };
}

function operationOf(body: Record<string, unknown>): TagOperation | undefined {
  const text = typeof body.operation === "string" ? body.operation.toLowerCase() : "";
  return (["Merge", "Replace", "Delete"] as const).find((one) => one.toLowerCase() === text);
}

/** Names are compared without case and keep the casing they have; values count with theirs. */
export function combine(operation: TagOperation, before: Tags, given: Tags): Tags {
  if (operation === "Replace") return given;
  const result = new Map(Object.entries(before));
  const nameOf = new Map(Object.keys(before).map((name) => [name.toLowerCase(), name]));
  for (const [name, value] of Object.entries(given)) {
    const present = nameOf.get(name.toLowerCase());
    if (operation === "Merge") result.set(present ?? name, value);
    // A name with a value deletes that pair only, a name with an empty value the tag whatever it says.
    else if (present !== undefined && (value === "" || result.get(present) === value)) result.delete(present);
  }
  return Object.fromEntries(result);
}

function tagsResource(scope: string, tags: Tags) {
  return {
    id: `${scope}/providers/Microsoft.Resources/tags/default`,
    name: "default",
    type: "Microsoft.Resources/tags",
    properties: { tags },
  };
}

function invalidOperation(operation: string): ArmReply {
  return gatewayError(
    400,
    "InvalidTagsPatchOperation",
    `The tags patch operation '${operation}' is invalid. The valid operations are 'Merge', 'Replace' and 'Delete'.`,
  );
}
