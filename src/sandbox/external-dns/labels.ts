import { compareText } from "./targets.ts";

export type Labels = Record<string, string>;

/** `"heritage=external-dns,external-dns/owner=east,external-dns/resource=service/production/my-app"`, quotes and all. */
export function serialiseLabels(labels: Labels): string {
  const tokens = Object.keys(labels)
    .sort(compareText)
    .map((key) => `external-dns/${key}=${labels[key]}`);
  return `"${["heritage=external-dns", ...tokens].join(",")}"`;
}

/** `undefined` when the text is not External-DNS's. */
export function parseLabels(text: string): Labels | undefined {
  const labels: Labels = {};
  let heritage = "";
  for (const token of text.replace(/^"+|"+$/g, "").split(",")) {
    const [key, value, ...more] = token.split("=");
    if (key === undefined || value === undefined || more.length > 0) continue;
    if (key === "heritage") {
      if (value !== "external-dns") return undefined;
      heritage = value;
    } else if (key.startsWith("external-dns")) {
      labels[key.replace(/^external-dns\//, "")] = value;
    }
  }
  return heritage === "" ? undefined : labels;
}
