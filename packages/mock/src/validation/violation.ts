import { formatHint, shorten } from '../format.ts';

/** One way in which a request or a response violates the document. */
export interface Violation {
  /** Where: `path.job_id`, `query.limit`, `header.content-type`, `body.tags[0].key`; `path` or `method` where they lead to no operation. */
  pointer: string;
  /** Which rule: a JSON Schema keyword such as `maximum`, or one of the mock's own, such as `repeated`. */
  rule: string;
  /** What must hold, to be read behind the pointer: `must be at most 100`. */
  message: string;
  /** What was found, at most 80 characters long. Absent where nothing was, or where it may be secret. */
  found?: string;
  /** The known name nearest to an unknown one. */
  nearest?: string;
}

/** How many are looked into at most: a body of 64 KiB can hold twenty thousand. */
export const mostViolations = 100;
const mostInMessage = 10;
const longestHeader = 4096;

/** The violations as an `error_msg`, the first ten of them. */
export function formatViolations(violations: readonly Violation[]): string {
  const shown = violations.slice(0, mostInMessage).map(({ pointer, message, found, nearest }) => {
    return `${shorten(pointer)} ${message}${found === undefined ? '' : `, found ${found}`}${formatHint(nearest)}`;
  });
  const left = violations.length - shown.length;
  const orMore = violations.length >= mostViolations ? ' or' : '';
  return [...shown, ...(left > 0 ? [`and ${left}${orMore} more`] : [])].join('; ');
}

/** The violations as a JSON list that fits in a header: ASCII only, and as many as 4096 characters hold. */
export function formatViolationsHeader(violations: readonly Violation[]): string {
  let list = '';
  for (const violation of violations) {
    const item = writeAsciiJson({ ...violation, pointer: shorten(violation.pointer) });
    if (list.length + item.length + 3 > longestHeader) break;
    list += list === '' ? item : `,${item}`;
  }
  return `[${list}]`;
}

function writeAsciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
