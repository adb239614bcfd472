// A checkout runs its sources; an installed package runs what `npm run build` made of them, as Node strips no types in node_modules.
import { existsSync } from "node:fs";

const source = new URL("../src/emulator/emulator.ts", import.meta.url);
const built = new URL("../dist/emulator/emulator.js", import.meta.url);
export const { createEmulator } = await import(existsSync(source) ? source.href : built.href);
