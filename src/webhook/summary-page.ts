import type { Provider } from "../provider/provider.ts";

/** The summary as a page for people: the same data, in tables. */
export function summaryPage(summary: ReturnType<Provider["summary"]>): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>external-dns-traffic-manager</title>
<style>body{font:15px system-ui;margin:2em}table{border-collapse:collapse;margin:.5em 0}td,th{border:1px solid #bbb;padding:.2em .6em;text-align:left;vertical-align:top}</style>
<h1>external-dns-traffic-manager</h1>
${section(summary)}
</html>
`;
}

function section(value: unknown): string {
  if (Array.isArray(value)) return table(value);
  if (typeof value === "object" && value !== null) {
    const rows = Object.entries(value).map(
      ([name, one]) => `<tr><th>${asText(name)}</th><td>${section(one)}</td></tr>`,
    );
    return `<table>${rows.join("")}</table>`;
  }
  return asText(value === null || value === undefined ? "–" : String(value));
}

/** Objects become rows under the names of their properties; other lists are written in a line. */
function table(list: readonly unknown[]): string {
  if (list.length === 0) return "none";
  if (!list.every((item) => typeof item === "object" && item !== null)) return list.map(section).join(", ");
  const names = [...new Set(list.flatMap((item) => Object.keys(item ?? {})))];
  const head = names.map((name) => `<th>${asText(name)}</th>`).join("");
  const rows = list.map((item) => {
    const byName = new Map<string, unknown>(Object.entries(item ?? {}));
    return `<tr>${names.map((name) => `<td>${section(byName.get(name))}</td>`).join("")}</tr>`;
  });
  return `<table><tr>${head}</tr>${rows.join("")}</table>`;
}

/** Names and messages come from annotations: anybody's text. */
function asText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
