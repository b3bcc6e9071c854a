/** One way in which a request departs from the document. */
export interface Violation {
  /** Where: `path.job_id`, `query.limit`, `header.content-type`, `body.tags[0].key`; `path` or `method` where they lead to no operation. */
  pointer: string;
  /** Which rule: a JSON Schema keyword such as `maximum`, or one of the mock's own, such as `repeated`. */
  rule: string;
  /** What must hold, in words that follow the pointer: `must be at most 100`. */
  message: string;
  /** What was found instead, in words and at most 80 characters long. Absent where nothing was, or where it may be secret. */
  found?: string;
  /** The known name most like an unknown one, where one is alike. */
  nearest?: string;
}

const violationsInMessage = 10;
const longestHeader = 4096;
const longestText = 80;

/** The violations as an `error_msg`, the first ten of them. */
export function inWords(violations: readonly Violation[]): string {
  const told = violations.slice(0, violationsInMessage).map((violation) => {
    const found = violation.found === undefined ? '' : `, found ${violation.found}`;
    const nearest = violation.nearest === undefined ? '' : ` (did you mean ${violation.nearest}?)`;
    return `${shorten(violation.pointer)} ${violation.message}${found}${nearest}`;
  });
  const left = violations.length - told.length;
  return [...told, ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
}

/**
 * The violations as a JSON list that fits in a header: ASCII only, at most 4096 characters.
 * Those that no longer fit are left out, the last ones first.
 */
export function inHeader(violations: readonly Violation[]): string {
  let list = '';
  for (const violation of violations) {
    const item = asciiJson({ ...violation, pointer: shorten(violation.pointer) });
    if (list.length + item.length + 3 > longestHeader) break;
    list += list === '' ? item : `,${item}`;
  }
  return `[${list}]`;
}

/** A value in words, short enough for a message. What holds other values is only named. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** A text cut to what a message can hold. */
export function shorten(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
