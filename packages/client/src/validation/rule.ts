/** What the document says of a value. Names are those of JSON Schema where that has one for it. */
export interface Rule {
  /** A type of JSON, or `int64`: an integer that may also come as a bigint or a string of digits. */
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Rule;
  readonly properties?: Readonly<Record<string, Rule>>;
  readonly required?: readonly string[];
  /** No other properties than those of the rule and its choices. */
  readonly closed?: boolean;
  /** What every property has to be that the rule does not name. */
  readonly values?: Rule;
  /** Of each group, one and only one has to fit. */
  readonly choices?: readonly (readonly Rule[])[];
  readonly not?: Rule;
  /** What the JSON has to be that a string holds. */
  readonly json?: Rule;
}
