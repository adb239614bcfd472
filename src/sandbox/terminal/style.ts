/** How text looks; on anything but a terminal it stays plain. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  region(index: number, text: string): string;
}

const paint = (code: string) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const plain = (text: string) => text;

const REGION_COLOURS = [paint("36"), paint("35"), paint("33"), paint("34")];

export function createStyle(isColoured: boolean): Style {
  if (!isColoured) return { bold: plain, dim: plain, good: plain, bad: plain, region: (_, text) => text };
  return {
    bold: paint("1"),
    dim: paint("2"),
    good: paint("32"),
    bad: paint("31"),
    region: (index, text) => (REGION_COLOURS[index % REGION_COLOURS.length] ?? plain)(text),
  };
}
