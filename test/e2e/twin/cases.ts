import { annotationCases } from "./cases/annotations.ts";
import { planCases } from "./cases/plan.ts";
import { sourceCases } from "./cases/sources.ts";
import { storyCases } from "./cases/story.ts";
import type { TwinCase } from "./twin-case.ts";

export const TWIN_CASES: readonly TwinCase[] = [...storyCases, ...annotationCases, ...sourceCases, ...planCases];
