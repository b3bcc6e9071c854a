import type { Input } from '../requests.ts';
import { textTable } from '../text-table.ts';
import type { Location } from './texts.ts';
import { hardTexts, lengthOf } from './texts.ts';

/** How many calls were made of one operation. */
export interface Count {
  operation: string;
  /** Calls with a valid input, of which all that was given came in. */
  valid: number;
  /** Of these, over a socket. */
  overHttp: number;
  /** Rules that can be broken, each place counted. */
  rules: number;
  broken: number;
  refused: number;
}

const titles: Record<keyof Count, string> = {
  ...{ operation: 'operation', valid: 'valid sent', overHttp: 'over HTTP' },
  ...{ rules: 'rules', broken: 'broken tried', refused: 'refused' },
};
const columns = Object.keys(titles) as (keyof Count)[];

/** The counts and their sum, as a table of text. */
export function tableOf(counts: readonly Count[]): string {
  const sum = columns.map((column) => (column === 'operation' ? 'sum' : counts.reduce((total, count) => total + count[column], 0)));
  return textTable([Object.values(titles), ...counts.map((count) => columns.map((column) => count[column])), sum]);
}

/** What the inputs held that were sent. */
export class Sent {
  /** The names of hard texts, by where they were. */
  readonly texts: Record<Location, Set<string>> = { path: new Set(), query: new Set(), body: new Set() };
  /** In characters. */
  readonly lengths = new Set<number>();
  readonly numbers = new Set<number>();
  readonly #names = new Map<string, string>(Object.entries(hardTexts).map(([name, text]) => [text, name]));

  add({ path, query, body }: Input): void {
    this.#visit(path, 'path');
    this.#visit(query, 'query');
    this.#visit(body, 'body');
  }

  #visit(value: unknown, location: Location): void {
    if (typeof value === 'number') this.numbers.add(value);
    else if (typeof value === 'string') {
      const name = this.#names.get(value);
      if (name !== undefined) this.texts[location].add(name);
      this.lengths.add(lengthOf(value));
    } else if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) this.#visit(child, location);
  }
}
