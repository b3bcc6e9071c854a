import type { Facts, Sample } from '@dli-openapi/authoring/documented/types';

/** What can be told of a place from the values that samples have there. */
export interface SampleFacts extends Facts {
  nullable?: true;
}

const locations: Record<string, string> = { request: 'body', response: 'response' };

/** The places that samples have, by pointer, the JSON in their strings included. */
export function sampleRows(samples: Sample[]): Map<string, SampleFacts> {
  const rows = new Map<string, SampleFacts>();
  for (const { of, value } of samples) if (value !== undefined) visit(value, locations[of] ?? of, rows);
  return rows;
}

function visit(value: unknown, pointer: string, rows: Map<string, SampleFacts>): void {
  const facts = rows.get(pointer) ?? {};
  rows.set(pointer, facts);
  if (value === null) facts.nullable = true;
  else facts.type = wider(facts.type, typeOf(value));
  if (Array.isArray(value)) for (const item of value) visit(item, `${pointer}[]`, rows);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) visit(child, `${pointer}.${name}`, rows);
  } else if (typeof value === 'string' && /^\s*[{[]/.test(value)) {
    const content = parsed(value);
    if (content !== undefined) visit(content, `${pointer}{}`, rows);
  }
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return `array<${value.map(typeOf).reduce(wider, undefined as string | undefined) ?? '?'}>`;
  if (typeof value !== 'number') return typeof value;
  if (!Number.isInteger(value)) return 'number';
  return Math.abs(value) > 2 ** 31 ? 'long' : 'integer';
}

function wider(one: string | undefined, other: string): string {
  if (one === undefined || one === other) return other;
  const numbers = ['integer', 'long', 'number'];
  if (numbers.includes(one) && numbers.includes(other)) return numbers[Math.max(numbers.indexOf(one), numbers.indexOf(other))] ?? other;
  return [one, other].sort().join(' | ');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
