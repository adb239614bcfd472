import type { Endpoint } from "../endpoint.ts";
import type { Problem } from "../problem.ts";
import {
  type AnnotationName,
  annotationAsWritten,
  annotationOfProperty,
  nearestAnnotationName,
  PROPERTY_PREFIX,
} from "./names.ts";
import type { Parsed } from "./values.ts";

/** The annotations that were really there. */
export interface GivenAnnotations {
  has(name: AnnotationName): boolean;
}

/** The Traffic Manager annotations of one source endpoint, read one by one; what is wrong collects in `problems`. */
export interface AnnotationReader {
  readonly problems: Problem[];
  /** The text, trimmed; an empty annotation counts as absent. */
  text(name: AnnotationName): string | undefined;
  /** The parsed value, or `otherwise` when the annotation is absent or wrong. */
  read<Value, Otherwise>(
    name: AnnotationName,
    parse: (text: string) => Parsed<Value>,
    otherwise: Otherwise,
  ): Value | Otherwise;
  /** Whether an unknown name stands here that was probably meant to be this one. */
  isMistyped(name: AnnotationName): boolean;
  /** The names that are given a value. */
  readonly given: GivenAnnotations;
  reject(name: AnnotationName, message: string, kind?: Problem["kind"]): void;
}

export function createAnnotationReader(endpoint: Endpoint): AnnotationReader {
  const values = new Map<AnnotationName, string>();
  let mistyped: (AnnotationName | undefined)[] | undefined;
  const problems: Problem[] = [];
  const object = objectOf(endpoint);
  const dnsName = endpoint.dnsName;

  for (const { name, value } of endpoint.providerSpecific ?? []) {
    const known = annotationOfProperty(name);
    if (known) {
      const text = value.trim();
      if (text !== "") values.set(known, text);
      continue;
    }
    if (!name.startsWith(PROPERTY_PREFIX)) continue;
    const short = name.slice(PROPERTY_PREFIX.length);
    const meant = nearestAnnotationName(short);
    mistyped = [...(mistyped ?? []), meant];
    problems.push(unknownAnnotation(endpoint, short, value, meant));
  }

  const reader: AnnotationReader = {
    problems,
    text: (name) => values.get(name),
    isMistyped: (name) => (mistyped?.includes(name) ?? false) && !values.has(name),
    given: values,
    read(name, parse, otherwise) {
      const text = reader.text(name);
      if (text === undefined) return otherwise;
      const parsed = parse(text);
      if (parsed.ok) return parsed.value;
      reader.reject(name, `must be ${parsed.right}`);
      return otherwise;
    },
    reject(name, message, kind = "invalid-annotation") {
      const value = values.get(name);
      problems.push({
        kind,
        object,
        dnsName,
        annotation: annotationAsWritten(name),
        ...(value === undefined ? {} : { value }),
        message,
      });
    },
  };
  return reader;
}

/** `service/production/my-app`, from the label every external-dns source sets; the DNS name where it is missing. */
export function objectOf(endpoint: Endpoint): string {
  return endpoint.labels?.resource ?? endpoint.dnsName;
}

function unknownAnnotation(
  endpoint: Endpoint,
  name: string,
  value: string,
  meant: AnnotationName | undefined,
): Problem {
  return {
    kind: "unknown-annotation",
    object: objectOf(endpoint),
    dnsName: endpoint.dnsName,
    annotation: annotationAsWritten(name),
    value,
    message: `is not known; ${meant ? `did you mean ${annotationAsWritten(meant)}?` : "see the list of annotations in the README"}`,
  };
}
