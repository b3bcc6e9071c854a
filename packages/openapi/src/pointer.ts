/** A place in a document, as a JSON Pointer (RFC 6901): `/components/schemas/FlinkJob`. */
export type Pointer = string;

/** Parses a JSON Pointer, or a local reference such as `#/components/schemas/FlinkJob`, into its keys. */
export function parsePointer(pointer: string): string[] {
  const tokens = pointer.split('/').slice(1);
  const decoded = pointer.startsWith('#') && pointer.includes('%') ? tokens.map(decodeToken) : tokens;
  return pointer.includes('~') || pointer.includes('%')
    ? decoded.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    : decoded;
}

/** Appends keys to a JSON Pointer: `joinPointer('/paths', '/v1.0', 'get')` is `/paths/~1v1.0/get`. */
export function joinPointer(pointer: Pointer, ...keys: readonly (string | number)[]): Pointer {
  let at = pointer;
  for (const key of keys) at += `/${encodeToken(String(key))}`;
  return at;
}

/** Reads the value at a JSON Pointer or a local reference; undefined if there is none. */
export function readPointer(document: unknown, pointer: string): unknown {
  return parsePointer(pointer).reduce<unknown>(
    (parent, key) =>
      typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key) ? (parent as Record<string, unknown>)[key] : undefined,
    document,
  );
}

/** Formats a pointer as a local reference: `/components/schemas/Flink job` is `#/components/schemas/Flink%20job`. */
export function formatReference(pointer: Pointer): string {
  return `#${pointer.split('/').map(encodeURIComponent).join('/')}`;
}

function encodeToken(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** A token that is not percent-encoded as it should be stands for itself. */
function decodeToken(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
