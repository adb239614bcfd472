#!/usr/bin/env node
// A checkout runs its sources; an installed package runs what `npm run build` made of them, as Node strips no types in node_modules.
import { existsSync } from "node:fs";

const source = new URL("../src/main.ts", import.meta.url);
await import(existsSync(source) ? source.href : new URL("../dist/main.js", import.meta.url).href);
