import type { BrokenRequest } from './broken-requests.ts';

const longestPointer = 80;

/**
 * What is wrong with the places that the mock names in its header `x-dli-violations` when one place is at fault: it is
 * not among them, or another one is that is not within it. Empty when all is well.
 */
export function misnamed({ pointer, orWithin }: Pick<BrokenRequest, 'pointer' | 'orWithin'>, header: string | null): string[] {
  const named = (JSON.parse(header ?? '[]') as { pointer: string }[]).map((violation) => violation.pointer);
  // The mock cuts long pointers.
  const place = pointer.length <= longestPointer ? pointer : `${pointer.slice(0, longestPointer - 1)}…`;
  const isNamed = orWithin ? named.length > 0 : named.includes(place);
  return [
    ...(isNamed ? [] : [`${place} is not named`]),
    ...named.filter((other) => !isWithin(other, place)).map((other) => `${other} is named`),
  ];
}

function isWithin(pointer: string, other: string): boolean {
  return pointer === other || pointer.startsWith(`${other}.`) || pointer.startsWith(`${other}[`);
}
