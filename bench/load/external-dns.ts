import { z } from "zod";
import type { Changes, Endpoint } from "../../src/core/endpoint.ts";
import { createHttpClient, type HttpAnswer } from "./http-client.ts";

/** The part of external-dns that the provider sees: three requests over HTTP. */
export interface ExternalDns {
  records(): Promise<HttpAnswer>;
  adjust(body: string): Promise<HttpAnswer>;
  /** One POST of changes; 204 or 503. */
  apply(body: string): Promise<HttpAnswer>;
  /** Posts the same changes until they are all there, as external-dns does cycle by cycle. */
  applyUntilDone(changes: Partial<Changes>): Promise<void>;
  /** What /adjustendpoints makes of the sources, as rows of this cluster. */
  rowsFor(sources: readonly Endpoint[]): Promise<Endpoint[]>;
  close(): void;
}

export const OWNER = "bench";
const rowSchema = z.array(
  z.object({
    dnsName: z.string(),
    targets: z.array(z.string()),
    recordType: z.string(),
    setIdentifier: z.string(),
    labels: z.record(z.string(), z.string()),
    providerSpecific: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
);

export function createExternalDns(webhookUrl: string): ExternalDns {
  const client = createHttpClient(webhookUrl);
  const ok = async (answer: Promise<HttpAnswer>, ...allowed: number[]) => {
    const { status, body } = await answer;
    if (!allowed.includes(status)) throw new Error(`the provider answered ${status}: ${body.toString().slice(0, 500)}`);
    return answer;
  };
  const apply = (body: string) => ok(client.send("POST", "/records", body), 204, 503);
  return {
    records: () => ok(client.send("GET", "/records"), 200),
    adjust: (body) => ok(client.send("POST", "/adjustendpoints", body), 200),
    apply,
    async applyUntilDone(changes) {
      const body = printChanges(changes);
      while ((await apply(body)).status !== 204);
    },
    async rowsFor(sources) {
      const answer = await ok(client.send("POST", "/adjustendpoints", JSON.stringify(sources)), 200);
      const rows = rowSchema.parse(JSON.parse(answer.body.toString()));
      return rows.map((row) => ({ ...row, labels: { ...row.labels, owner: OWNER } }));
    },
    close: () => client.close(),
  };
}

export function printChanges(changes: Partial<Changes>): string {
  return JSON.stringify({ create: [], updateOld: [], updateNew: [], delete: [], ...changes });
}
