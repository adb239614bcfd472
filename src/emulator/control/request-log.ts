/** One ARM request as it was answered. */
export interface LoggedRequest {
  /** Milliseconds of the emulator's clock. */
  at: number;
  method: string;
  path: string;
  /** 0 when the connection was dropped. */
  status: number;
  caller: string;
  durationMs: number;
}

export interface RequestFilter {
  /** Only what came after this mark. */
  since?: number;
  caller?: string;
  method?: string;
  /** `*` stands for any text; case does not matter. */
  path?: string;
}

export interface RequestCount {
  reads: number;
  writes: number;
  total: number;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  entries(filter?: RequestFilter): LoggedRequest[];
  /** A point in the log to count from. */
  mark(): number;
  /** GET and HEAD are reads, everything else writes. */
  count(filter?: RequestFilter): RequestCount;
  countByCaller(filter?: RequestFilter): Map<string, RequestCount>;
  clear(): void;
}

/** Remembers the last `limit` requests. */
export function createRequestLog(limit = 1_000_000): RequestLog {
  let entries: LoggedRequest[] = [];
  /** How many were forgotten, so that marks stay true. */
  let forgotten = 0;

  const select = ({ since = 0, caller, method, path }: RequestFilter = {}): LoggedRequest[] => {
    const matches = path === undefined ? undefined : globPattern(path);
    return entries
      .slice(Math.max(0, since - forgotten))
      .filter(
        (entry) =>
          (caller === undefined || entry.caller === caller) &&
          (method === undefined || entry.method === method.toUpperCase()) &&
          (matches === undefined || matches.test(entry.path)),
      );
  };

  return {
    add(request) {
      entries.push(request);
      if (entries.length < limit * 2) return;
      forgotten += entries.length - limit;
      entries = entries.slice(-limit);
    },
    entries: select,
    mark: () => forgotten + entries.length,
    count: (filter) => countOf(select(filter)),
    countByCaller(filter) {
      const byCaller = Map.groupBy(select(filter), ({ caller }) => caller);
      return new Map([...byCaller].map(([caller, requests]) => [caller, countOf(requests)]));
    },
    clear() {
      forgotten += entries.length;
      entries = [];
    },
  };
}

export function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

function countOf(requests: readonly LoggedRequest[]): RequestCount {
  const reads = requests.filter(({ method }) => isRead(method)).length;
  return { reads, writes: requests.length - reads, total: requests.length };
}

/** A whole text with `*` for any part of it, without regard to case. */
export function globPattern(glob: string): RegExp {
  const escaped = glob.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`, "i");
}
