import { describe, expect, it } from "vitest";
import { readRecordings } from "./recording.ts";

describe("the recordings of the real external-dns", () => {
  it.each(readRecordings())(
    "$name is whole: every cycle negotiates, reads and adjusts, and at most one change set follows",
    ({ recording }) => {
      for (const { exchanges } of recording.cycles) {
        const asked = exchanges.map(({ request }) => `${request.method} ${request.path}`);
        expect(asked.slice(0, 3)).toEqual(["GET /", "GET /records", "POST /adjustendpoints"]);
        expect(asked.slice(3)).toEqual(asked.length > 3 ? ["POST /records"] : []);
      }
    },
  );
});
