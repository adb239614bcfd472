import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SRC = fileURLToPath(new URL("../src", import.meta.url));

interface Border {
  /** Folders and files of src that may be imported, besides the folder's own. */
  code?: readonly string[];
  /** The same, by `import type` only. */
  types?: readonly string[];
  /** Packages; `*` for any. Packages that are loaded when needed are a rule of their own. */
  packages?: readonly string[];
}

/** ARCHITECTURE.md's table. The sandbox plays everything, and main.ts wires it. */
const BORDERS: Record<string, Border> = {
  arm: {},
  time: {},
  random: {},
  core: { code: ["arm/"] },
  provider: { code: ["arm/", "core/", "time/", "random/"] },
  azure: { code: ["arm/", "core/", "provider/ports.ts"], types: ["time/"], packages: ["*"] },
  webhook: { code: ["core/", "provider/ports.ts"], types: ["provider/provider.ts", "time/"], packages: ["*"] },
  metrics: { code: ["core/"], types: ["provider/ports.ts", "time/"], packages: ["*"] },
  kubernetes: { code: ["core/"], types: ["provider/ports.ts", "time/"], packages: ["*"] },
  // What azure.json says, and which cloud that is, are plain functions beside the rest of Azure.
  config: {
    code: ["core/", "azure/azure-json.ts", "azure/clouds.ts", "azure/identity.ts"],
    types: ["azure/credential.ts"],
    packages: ["*"],
  },
  http: { packages: ["*"] },
  emulator: { code: ["arm/", "http/", "time/", "random/"], packages: ["*"] },
};

/** Large packages that are loaded when they are first needed, so that the provider listens at once. */
const LOADED_LATE = [/^@azure\/(identity|arm-)/];

interface Import {
  file: string;
  kind: "code" | "types" | "late";
  /** A path below src, or a package. */
  target: string;
}

const files = globSync("**/*.ts", { cwd: SRC }).filter((file) => !file.endsWith(".test.ts"));
const imports = files.flatMap((file) => importsOf(file, readFileSync(join(SRC, file), "utf8")));

test("imports are found at all", () => {
  for (const folder of Object.keys(BORDERS)) expect(files.some((file) => file.startsWith(`${folder}/`))).toBe(true);
  expect(imports).toContainEqual({ file: "provider/provider.ts", kind: "types", target: "provider/options.ts" });
  expect(imports).toContainEqual({ file: "azure/credential.ts", kind: "late", target: "@azure/identity" });
});

test.each(Object.keys(BORDERS))("src/%s imports only what it may", (folder) => {
  const strays = imports.filter(({ file }) => file.startsWith(`${folder}/`)).filter((one) => !isAllowed(folder, one));
  expect(strays).toEqual([]);
});

test("src/arm, which provider and emulator share, has types and the names of their values, and no rules", () => {
  const arm = files.filter((file) => file.startsWith("arm/")).map((file) => readFileSync(join(SRC, file), "utf8"));
  expect(arm.join("\n")).not.toMatch(/\bfunction\b|=>/);
});

test("every folder of src has its borders", () => {
  const folders = new Set(files.flatMap((file) => (file.includes("/") ? [file.split("/")[0]] : [])));
  expect([...folders].filter((folder) => folder !== "sandbox" && !BORDERS[folder ?? ""])).toEqual([]);
});

test("large packages are loaded when they are first needed", () => {
  const early = imports.filter(
    ({ kind, target }) => kind === "code" && LOADED_LATE.some((pattern) => pattern.test(target)),
  );
  expect(early).toEqual([]);
});

test("only Azure's adapters speak to Azure's SDK, and the emulator is not one of them", () => {
  const users = imports.filter(({ target }) => target.startsWith("@azure/")).map(({ file }) => file.split("/")[0]);
  expect([...new Set(users)]).toEqual(["azure"]);
});

function isAllowed(folder: string, { kind, target }: Import): boolean {
  const { code = [], types = [], packages = [] } = BORDERS[folder] ?? {};
  if (!isOurs(target)) return packages.includes("*") || packages.includes(target);
  const allowed = [`${folder}/`, ...code, ...(kind === "types" ? types : [])];
  return allowed.some((prefix) => target.startsWith(prefix)) || target === "../package.json";
}

function isOurs(target: string): boolean {
  return target.endsWith(".ts") || target.startsWith("../");
}

/** `import { type X }` counts as code: it loads the module (verbatimModuleSyntax). */
function importsOf(file: string, text: string): Import[] {
  const fixed = [...text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm)].map(
    ([, type, target = ""]) => ({ file, kind: type ? ("types" as const) : ("code" as const), target }),
  );
  const late = [...text.matchAll(/\bimport\("([^"]+)"\)/g)].map(([, target = ""]) => ({
    file,
    kind: "late" as const,
    target,
  }));
  return [...fixed, ...late].map((one) => ({ ...one, target: belowSrc(file, one.target) }));
}

function belowSrc(file: string, target: string): string {
  return target.startsWith(".") ? join(dirname(file), target) : target;
}
