/** Where answers ended, by region. */
export interface SplitRow {
  region: string;
  count: number;
  /** The share that the weights ask for, 0 to 1; absent when nothing in particular is expected. */
  expected?: number;
}

export interface SplitView {
  rows: SplitRow[];
  resolutions: number;
  /** Datagrams sent for them. */
  queries: number;
}

/** Tells people what happens. */
export interface Narrator {
  headline(text: string, details: readonly string[]): void;
  step(number: number, title: string): void;
  /** Something that was measured. */
  fact(text: string): void;
  /** Something worth knowing on the way. */
  note(text: string): void;
  problem(text: string): void;
  split(view: SplitView): void;
  /** Something that may take a while: call what it returns when it is over. */
  waiting(what: string): () => void;
  conclusion(isGood: boolean, text: string): void;
}
