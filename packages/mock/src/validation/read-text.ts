import { readInteger } from '../json.ts';

const readers: Record<string, (text: string) => unknown> = {
  integer: (text) => (/^-?(?:0|[1-9]\d*)$/.test(text) ? readInteger(text) : undefined),
  number: (text) => (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : undefined),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  string: (text) => text,
};

/** Reads a text as the first of the types that it can be read as; undefined if there is no such type. */
export function readText(text: string, types: readonly string[]): unknown {
  for (const [type, read] of Object.entries(readers)) {
    const value = types.includes(type) ? read(text) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}
