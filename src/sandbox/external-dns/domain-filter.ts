import { domainToUnicode } from "node:url";
import type { DomainFilter } from "../../core/endpoint.ts";

/** Whether a name passes; an empty filter passes everything. Regular expressions, where given, are all that counts. */
export function matchesDomainFilter(filter: DomainFilter, domain: string): boolean {
  const name = normalise(domain);
  const { regexInclude = "", regexExclude = "" } = filter;
  if (regexInclude !== "" || regexExclude !== "") {
    if (regexExclude !== "" && new RegExp(regexExclude).test(name)) return false;
    return regexInclude === "" || new RegExp(regexInclude).test(name);
  }
  const include = prepared(filter.include);
  return (include.length === 0 || matchesAny(include, name)) && !matchesAny(prepared(filter.exclude), name);
}

function matchesAny(filters: readonly string[], name: string): boolean {
  return filters.some((filter) =>
    filter.startsWith(".") ? name.endsWith(filter) : name === filter || name.endsWith(`.${filter}`),
  );
}

function prepared(filters: readonly string[] = []): string[] {
  return filters.map((filter) => normalise(filter.trim())).filter((filter) => filter !== "");
}

function normalise(domain: string): string {
  const name = domain.replace(/\.$/, "");
  // Node answers "" for what is no host name, such as a wildcard with an underscore: those are compared as written.
  return domainToUnicode(name) || name.toLowerCase();
}
