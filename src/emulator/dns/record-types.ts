const NUMBERS = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  OPT: 41,
  IXFR: 251,
  AXFR: 252,
  ANY: 255,
  CAA: 257,
} as const;

/** The types this server has records of, or treats in a way of their own. */
export type RecordTypeName = keyof typeof NUMBERS;

const names = new Map<number, string>(Object.entries(NUMBERS).map(([name, number]) => [number, name]));

/** "A" for 1; "TYPE65" for what is not known here (RFC 3597). */
export function typeName(number: number): string {
  return names.get(number) ?? `TYPE${number}`;
}

export function typeNumber(name: RecordTypeName): number {
  return NUMBERS[name];
}
