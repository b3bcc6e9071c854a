// The types of a deviation, which the package `@dli-openapi/spec` publishes as they are.

/** Where the document changes or drops what the page of an operation or the SDK states, or states what none of its sources states. */
export interface Deviation {
  id: string;
  /** The family of operations that it concerns, such as `flink-jobs`; `common` where it is several. */
  family: string;
  differences: Difference[];
  reason: string;
  /** Each begins with the short name of a source; what follows is the place in it. */
  evidence: string[];
}

/** A difference in one rule, at one place or several. */
export interface Difference {
  /** `all`, or the operations that it concerns. `common` stands for what holds for all of them. */
  operations: 'all' | string[];
  /** Where, in each of the operations: `query.limit`. A `*` stands for anything. */
  at: string[];
  /** What differs, such as `type` or `maxLength`. */
  rule: string;
  /** What the page states, or else the first other source that states anything. Undefined: nothing. */
  page?: unknown;
  /** What the SDK states, where it alone contradicts the document. Then there is no `page`. */
  sdk?: unknown;
  /** What the document states. Undefined: nothing. */
  document?: unknown;
}

/** A deviation as readers see it. */
export interface ShownDeviation extends Deviation {
  /** The title of the entry. */
  title: string;
  differences: ShownDifference[];
}

/** A difference as readers see it. */
export interface ShownDifference extends Difference {
  /** The rule, in the reader's language. */
  name: string;
}

/** A source of evidence. */
export interface EvidenceSource {
  /** What it is. */
  title: string;
  url?: string;
  /** The commit and the day on which it was read. */
  snapshot?: string;
}
