/** Reads one JSON object property by property; what has the wrong shape is noted in `problems` and reads as absent. */
export interface JsonReader {
  /** Whether the property was given; null means "not given" to Azure. */
  has(key: string): boolean;
  text(key: string): string | undefined;
  integer(key: string): number | undefined;
  /** One of `values`, whatever the casing of what was given. */
  choice<T extends string>(key: string, values: readonly T[]): T | undefined;
  object(key: string): JsonReader | undefined;
  texts(key: string): string[] | undefined;
  objects<T>(key: string, read: (one: JsonReader) => T): T[] | undefined;
}

export function createJsonReader(value: unknown, path: string, problems: string[]): JsonReader {
  const object = isObject(value) ? value : {};
  const at = (key: string) => (path ? `${path}.${key}` : key);
  const given = (key: string): unknown => object[key] ?? undefined;
  const refuse = (key: string, value: unknown): undefined => {
    problems.push(`The value '${describe(value)}' of property '${at(key)}' is invalid.`);
    return undefined;
  };
  const list = (key: string): unknown[] | undefined => {
    const value = given(key);
    if (value === undefined || Array.isArray(value)) return value;
    return refuse(key, value);
  };

  return {
    has: (key) => given(key) !== undefined,
    text(key) {
      const value = given(key);
      return value === undefined || typeof value === "string" ? value : refuse(key, value);
    },
    integer(key) {
      const value = given(key);
      // Numbers in quotes are read too: .NET's JSON reader does so.
      const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
      return number === undefined || isInteger(number) ? number : refuse(key, value);
    },
    choice(key, values) {
      const value = given(key);
      if (value === undefined) return undefined;
      const text = typeof value === "string" ? value.toLowerCase() : undefined;
      return values.find((one) => one.toLowerCase() === text) ?? refuse(key, value);
    },
    object(key) {
      const value = given(key);
      if (value === undefined) return undefined;
      return isObject(value) ? createJsonReader(value, at(key), problems) : refuse(key, value);
    },
    texts(key) {
      const values = list(key);
      return values?.every((one) => typeof one === "string") === false ? refuse(key, values) : (values as string[]);
    },
    objects(key, read) {
      return list(key)?.map((one, index) => read(createJsonReader(one, `${at(key)}[${index}]`, problems)));
    },
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isInteger(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value);
}

function describe(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
