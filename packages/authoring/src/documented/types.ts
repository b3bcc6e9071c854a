/** The sources, the most trusted first. */
export const sources = ['seed', 'zh-2021', 'otc-en-2026', 'sdk-2026', 'client-2026'] as const;
/** A source, or a later Chinese reference, named by its year. */
export type Source = (typeof sources)[number] | `zh-${number}`;

export type Scalar = string | number | boolean | null;
export type Location = 'path' | 'query' | 'header' | 'body' | 'response' | 'error';

/** What is stated of one parameter or property. What a page does not state is omitted. */
export interface Facts {
  required?: boolean;
  /** `string`, `integer` (32 bits), `long` (64 bits), `number`, `boolean`, `object`, or `array<…>` of one of them. */
  type?: string;
  /** The values allowed. Of an array, the values allowed in it. */
  enum?: Scalar[];
  default?: Scalar;
  /** A default that depends on other fields. */
  defaultFormula?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  /** `ms`, `s`, `h`, `bytes` or `times/hour`. */
  unit?: string;
  /** Any other limit, such as `-1 or > 0`. */
  rule?: string;
  /** The string carries JSON. */
  json?: true;
  /** Another field is to be used in its place. */
  deprecated?: true;
  /** There is such a field only when these parameters, or fields beside it, have these values. */
  onlyWhen?: Record<string, Scalar | Scalar[]>;
}

/** One row of a page's tables. */
export interface Row extends Facts {
  location: Location;
  /** Dotted, `[]` for the items of an array: `job_list.jobs[].job_id`. */
  pointer: string;
  name: string;
}

/** JSON that a page prints. */
export interface Sample {
  /** `request`, `response`, or the field whose row prints it, such as `body.static_estimator_config`. */
  of: string;
  /** The sample's value; of a broken sample, its value once repaired, if possible. */
  value?: unknown;
  /** Why the text is not JSON. */
  broken?: string;
  /** The text of a broken sample, as printed. */
  text?: string;
}

/** What one published page, or the official SDK's model, states of an operation. */
export interface Page {
  source: Source;
  /** The page's id, such as `dli_02_0234`. The SDK's models have none. */
  docId?: string;
  rows: Row[];
  /** HTTP statuses. */
  statuses: string[];
  errorCodes: string[];
  samples: Sample[];
}

/** What is stated of one operation. The document has to agree with the first page; the others are evidence. */
export interface DocumentedOperation {
  operationId: string;
  method: string;
  path: string;
  /** The vendor lists the operation among the historical ones. */
  deprecated?: true;
  pages: [Page, ...Page[]];
}

/** Like {@link DocumentedOperation}, and perhaps without a page yet. */
export type NewOperation = Omit<DocumentedOperation, 'pages'> & { pages: Page[] };

/** What is stated of all operations. */
export interface DocumentedCommon {
  /** Fields of the body of an error. */
  error: Row[];
  /** Regions by the domain under which their endpoints stand. */
  regions: Record<string, string[]>;
  /** Request headers with credentials. */
  credentials: string[];
}

export interface Documented {
  operations: DocumentedOperation[];
  common: DocumentedCommon;
}
