import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { parseConfig } from "../src/config/config.ts";
import { FLAGS, IDENTITY_VARIABLES } from "../src/config/flags.ts";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const page = read("docs/configuration.md");

/** The rows `| --flag | variables | default | meaning |` of the page. */
const rows = new Map(
  [...page.matchAll(/^\| `--([a-z-]+)` \| ([^|]*) \| ([^|]*) \| (.*) \|$/gm)].map(([, name = "", env, standard]) => [
    name,
    { env: codeIn(env), default: codeIn(standard)[0] },
  ]),
);

test("docs/configuration.md lists exactly the flags there are", () => {
  expect([...rows.keys()].sort()).toEqual(FLAGS.map(({ name }) => name).sort());
});

test.each([...FLAGS])("docs/configuration.md gives the variables and the default of --$name", (flag) => {
  expect(rows.get(flag.name)).toEqual({ env: [...flag.env], default: "default" in flag ? flag.default : undefined });
});

test("docs/configuration.md names every other variable that is read", () => {
  for (const variable of IDENTITY_VARIABLES) expect(page).toContain(`\`${variable}\``);
});

const container = z.object({
  args: z.array(z.string()).optional(),
  env: z.array(z.object({ name: z.string(), value: z.string().optional() })).optional(),
});

test("the chart values start the provider", () => {
  const values = z
    .object({ provider: z.object({ name: z.literal("webhook"), webhook: container }) })
    .parse(parse(read("deploy/values.yaml")));
  expect(problemOf(values.provider.webhook)).toBeUndefined();
});

test("the plain manifests start the provider", () => {
  const deployment = parseAllDocuments(read("deploy/kubernetes/deployment.yaml"))[0]?.toJS();
  const { containers } = z
    .object({ spec: z.object({ template: z.object({ spec: z.object({ containers: z.array(z.looseObject({})) }) }) }) })
    .parse(deployment).spec.template.spec;
  const webhook = container.parse(containers.find(({ name }) => name === "webhook"));
  expect(problemOf(webhook)).toBeUndefined();
});

function problemOf({ args = [], env = [] }: z.infer<typeof container>): string | undefined {
  const known = new Set<string>([...FLAGS.flatMap((flag) => [...flag.env]), ...IDENTITY_VARIABLES]);
  const unknown = env.find(({ name }) => !known.has(name));
  if (unknown) return `nobody reads ${unknown.name}`;
  const variables = Object.fromEntries(env.map(({ name, value }) => [name, value]));
  const parsed = parseConfig(args, variables, () => undefined);
  return "problem" in parsed ? parsed.problem : undefined;
}

function codeIn(cell = ""): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}
