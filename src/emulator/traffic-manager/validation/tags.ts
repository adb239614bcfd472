import { gatewayError } from "../../arm/arm-errors.ts";
import type { ArmReply } from "../../arm/arm-message.ts";
import { badRequest } from "../errors.ts";
import { TAG_NAME_LENGTH, TAG_VALUE_LENGTH, TAGS_PER_RESOURCE } from "../limits.ts";

export type Tags = Readonly<Record<string, string>>;

/** What Azure answers to a set of tags it does not take (Azure docs: tag resources), or undefined when it takes them. */
export function tagsProblem(tags: Tags): ArmReply | undefined {
  const names = Object.keys(tags);
  return tooMany(names) ?? reservedCharacters(names) ?? tooLong(tags) ?? notForTrafficManager(tags);
}

function tooMany(names: readonly string[]): ArmReply | undefined {
  if (names.length <= TAGS_PER_RESOURCE) return undefined;
  return gatewayError(
    400,
    "InvalidTagCount",
    `The number of tags '${names.length}' exceeds the maximum of '${TAGS_PER_RESOURCE}' tags per resource.`,
  );
}

function reservedCharacters(names: readonly string[]): ArmReply | undefined {
  const wrong = names.filter((name) => /[<>%&\\?/]/.test(name) || hasControl(name));
  if (wrong.length === 0) return undefined;
  return gatewayError(
    400,
    "InvalidTagNameCharacters",
    `The tag names '${wrong.join(",")}' have reserved characters '<,>,%,&,\\,?,/' or control characters.`,
  );
}

/** The sentences as scripts that guard against these refusals repeat them. */
function tooLong(tags: Tags): ArmReply | undefined {
  for (const [name, value] of Object.entries(tags)) {
    if (name.trim() === "") return gatewayError(400, "InvalidTagName", "Tag names cannot be empty.");
    if (name.length > TAG_NAME_LENGTH) {
      return gatewayError(
        400,
        "InvalidTagName",
        `Tag key too large. Following tag name '${name}' exceeded the maximum length. Maximum allowed length for tag name - '${TAG_NAME_LENGTH}' characters.`,
      );
    }
    if (value.length > TAG_VALUE_LENGTH) {
      return gatewayError(
        400,
        "InvalidTagValueLength",
        `Tag value too large. Following tag value '${value}' exceeded the maximum length. Maximum allowed length for tag value - '${TAG_VALUE_LENGTH}' characters.`,
      );
    }
  }
  return undefined;
}

/** Azure docs: tag resources, "Traffic Manager doesn't support the use of spaces in a tag name or a tag that starts with a number". */
function notForTrafficManager(tags: Tags): ArmReply | undefined {
  const wrong = Object.keys(tags).filter((name) => /\s/.test(name) || /^\d/.test(name));
  if (wrong.length === 0) return undefined;
  return badRequest([
    `The tag names '${wrong.join(",")}' are invalid. Traffic Manager does not support tag names with spaces or tag names that start with a number.`,
  ]);
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) < 0x20) return true;
  return false;
}
