// What a deviation is. The package `@dli-openapi/spec` declares it as it stands here.

/** A place, or several, where the document knowingly departs from the pages. */
export interface Deviation {
  id: string;
  /** `all`, or the operations that it concerns. `common` stands for what holds for all of them. */
  operations: 'all' | string[];
  /** Where, in each of the operations. A `*` stands for anything. */
  pointers: string[];
  /** What differs, such as `type` or `maxLength`. */
  rule: string;
  /** What the page says. Undefined: it says nothing. */
  page?: unknown;
  /** What the document says. Undefined: it says nothing. */
  document?: unknown;
  reason: string;
  /** Who bears witness. */
  evidence: string[];
  /** The title of the section that it stands in: the last line of the nearest comment above an entry. */
  section?: string;
}

/** A deviation with everything of it in words. */
export interface DeviationInWords extends Deviation {
  /** What the entry is called. */
  title: string;
  /** What differs: the rule, in words. */
  difference: string;
  /** The section's name in addresses, the same in every language. */
  topic: string;
  section: string;
}
