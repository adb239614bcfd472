import { isMissed, type Measurement, type Suite } from "./measurement.ts";

/** One suite's measurements as a part of the table. */
export function describeSuite({ title }: Suite, measurements: readonly Measurement[]): string {
  const rows = measurements.map(cells);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const lines = rows.map(([what = "", value = "", target = "", verdict = "", note = ""]) =>
    `  ${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${target.padEnd(widths[2] ?? 0)}  ${verdict.padEnd(6)}  ${note}`.trimEnd(),
  );
  return `${title}\n${lines.join("\n")}\n`;
}

function cells(measurement: Measurement): string[] {
  const { what, value, unit, target, note = "" } = measurement;
  const wanted = target ? ("most" in target ? `≤ ${print(target.most)}` : `≥ ${print(target.least)}`) : "";
  const verdict = target ? (isMissed(measurement) ? "MISSED" : "ok") : "";
  return [what, `${print(value)} ${unit}`, wanted, verdict, note];
}

function print(value: number): string {
  const digits = Number.isInteger(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
