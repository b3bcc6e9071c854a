import type { Mutant } from '../mutants.ts';
import type { Part } from '../reach.ts';

type Side = Part['of'];

/**
 * What a mock made from a mutated document shows of it, by kind. What is not listed shows nowhere, or only to who knows
 * the wrong name: a mock that takes one field more takes all that it took before.
 */
const sides: Record<string, Side[]> = {
  'drop an operation': ['operation'],
  'change a method': ['operation'],
  'change a path': ['operation'],
  'swap two paths': ['operation'],
  'change who may call an operation': ['operation'],
  'drop a parameter': ['request'],
  'rename a parameter': ['request'],
  'move a parameter': ['request'],
  'flip required of a parameter': ['request'],
  'drop the body of a request': ['request'],
  'flip required of a body': ['request'],
  'change the media type of a request': ['request'],
  'drop the schema of a body': ['request', 'response'],
  'drop a status': ['response'],
  'rename a status': ['response'],
  'drop the body of a response': ['response'],
  'drop or rename a header of a response': ['response'],
  'drop an example': ['response'],
  'rename an example': ['response'],
  'break a value of an example': ['response'],
  'drop a property': ['request', 'response'],
  'rename a property': ['request', 'response'],
  'flip required of a property': ['request'],
  'change a type': ['request', 'response'],
  'drop a type': ['request'],
  'add a type': ['request'],
  'flip null': ['request'],
  'drop a value of an enum': ['request'],
  'rename a value of an enum': ['request'],
  'drop an enum': ['request'],
  'widen a limit': ['request'],
  'narrow a limit': ['request'],
  'drop a limit': ['request'],
  'change a pattern or a value refused': ['request'],
  'change a format': ['request'],
  'open or close an object': ['request'],
  'refer to another schema': ['request', 'response'],
  'drop a part or an alternative': ['request', 'response'],
  'drop the schema of items': ['request'],
};

/** The parts of operations in which a mutant shows, through a mock. It does not look into the JSON of strings. */
export function visibleParts({ kind, pointer, parts }: Mutant): Part[] {
  const seen = sides[kind] ?? [];
  return parts.filter(({ of, carried }) => seen.includes(of) && !carried && !(of === 'request' && pointer.includes('/examples/')));
}

/** Whether a mutant shows in whom a mock lets in, at any operation. */
export function concernsAll({ kind }: Mutant): boolean {
  return kind === 'change who may call' || kind === 'change a security scheme';
}

/** Changes that the types of a generated client have to show. Of the JSON in strings they know nothing. */
const typed: ReadonlySet<string> = new Set([
  ...['drop an operation', 'rename an operation', 'change a path', 'swap two paths', 'change a method'],
  ...['drop a parameter', 'rename a parameter', 'add a parameter', 'move a parameter', 'flip required of a parameter'],
  ...['drop the body of a request', 'flip required of a body', 'change the media type of a request', 'drop the schema of a body'],
  ...['drop a status', 'rename a status', 'add a status', 'drop the body of a response', 'drop or rename a header of a response'],
  ...['drop a property', 'rename a property', 'add a property', 'flip required of a property', 'change a type'],
  ...['drop a value of an enum', 'rename a value of an enum', 'add a value to an enum', 'drop an enum'],
  ...['refer to another schema', 'drop the schema of items'],
]);

export function showsInTypes({ kind, parts }: Mutant): boolean {
  return typed.has(kind) && parts[0]?.carried === false;
}
