/** Looks into a reply without knowing its shape. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (Object(inner) === inner ? Reflect.get(Object(inner), key) : undefined),
    value,
  );
}

/** A list reply as "www A", "@ SOA". */
export function listed(reply: { body?: unknown }): unknown {
  const value = at(reply.body, "value");
  const line = (one: unknown) => `${at(one, "name")} ${String(at(one, "type")).split("/").at(-1)}`;
  return Array.isArray(value) ? value.map(line) : value;
}
