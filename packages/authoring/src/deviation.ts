// What a deviation is. The package `@dli-openapi/spec` declares it as it stands here.

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

/** What differs in one respect, at one place or several. */
export interface Difference {
  /** `all`, or the operations that it concerns. `common` stands for what holds for all of them. */
  operations: 'all' | string[];
  /** Where, in each of the operations: `query.limit`. A `*` stands for anything. */
  at: string[];
  /** What differs, such as `type` or `maxLength`. */
  rule: string;
  /** What the page states; where it is silent, what the first of the other sources that is not states. Undefined: nothing. */
  page?: unknown;
  /** What the SDK states, where it alone contradicts the document. Then there is no `page`. */
  sdk?: unknown;
  /** What the document states. Undefined: nothing. */
  document?: unknown;
}

/** A deviation as readers see it. */
export interface ShownDeviation extends Deviation {
  /** What the entry is called. */
  title: string;
  differences: ShownDifference[];
}

/** A difference as readers see it. */
export interface ShownDifference extends Difference {
  /** The rule, in the reader's language. */
  name: string;
}

/** Where evidence comes from. */
export interface EvidenceSource {
  /** What it is. */
  title: string;
  url?: string;
  /** The commit and the day that it was read at. */
  snapshot?: string;
}
