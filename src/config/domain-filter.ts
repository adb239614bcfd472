import type { DomainFilter } from "../core/endpoint.ts";
import { SettingError, type Settings } from "./settings.ts";
import { readRegex } from "./values.ts";

/** external-dns takes lists or regular expressions, never both (endpoint/domain_filter.go). */
export function domainFilterFrom(settings: Settings): DomainFilter {
  const include = settings.list("domain-filter");
  const exclude = settings.list("exclude-domains");
  const regexInclude = settings.read("regex-domain-filter", readRegex);
  const regexExclude = settings.read("regex-domain-exclusion", readRegex);
  const hasRegex = regexInclude !== undefined || regexExclude !== undefined;
  if (hasRegex && include.length + exclude.length > 0) {
    const list = settings.spelled(include.length > 0 ? "domain-filter" : "exclude-domains");
    const regex = settings.spelled(regexInclude === undefined ? "regex-domain-exclusion" : "regex-domain-filter");
    throw new SettingError(`${list} and ${regex} cannot be used together: external-dns takes one kind of filter`);
  }
  return {
    ...(include.length > 0 && { include }),
    ...(exclude.length > 0 && { exclude }),
    ...(regexInclude && { regexInclude }),
    ...(regexExclude && { regexExclude }),
  };
}
