import { invalidRequestContent } from "../arm/arm-errors.ts";
import type { ArmReply } from "../arm/arm-message.ts";
import { isObject } from "./json-reader.ts";
import { tagsProblem } from "./validation/tags.ts";

/** The tags of a request body: `given` is undefined when there were none. */
export function readTags(value: unknown): { given: Record<string, string> | undefined } | { problem: ArmReply } {
  if (value === undefined || value === null) return { given: undefined };
  if (!isObject(value)) return { problem: invalidRequestContent("The value of 'tags' must be an object") };
  const entries: [string, string][] = [];
  const names = new Set<string>();
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== "string") {
      return { problem: invalidRequestContent(`The value of the tag '${name}' must be a string`) };
    }
    // Tag names are compared without case (Azure docs: tag resources).
    if (names.has(name.toLowerCase())) return { problem: invalidRequestContent(`The tag '${name}' is given twice`) };
    names.add(name.toLowerCase());
    entries.push([name, text]);
  }
  const tags = Object.fromEntries(entries);
  const problem = tagsProblem(tags);
  return problem ? { problem } : { given: tags };
}
