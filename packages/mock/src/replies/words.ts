import { shorten } from '../validation/violation.ts';

/** A planned reply in words, without what may be long in it. */
export function inShort(reply: unknown): string {
  if (typeof reply === 'function') return `the function ${reply.name || 'without a name'}`;
  if (typeof reply !== 'object' || reply === null) return 'the reply';
  const parts = Object.entries(reply).flatMap(([name, value]) => {
    if (value === undefined || name === 'headers') return [];
    return [`${name}: ${name === 'body' ? '…' : shorten(JSON.stringify(value) ?? String(value))}`];
  });
  return `the reply { ${parts.join(', ')} }`;
}
