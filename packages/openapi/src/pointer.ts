/** A place in a document, as a JSON Pointer (RFC 6901): `/components/schemas/FlinkJob`. */
export type Pointer = string;

/** The keys of a JSON Pointer, or of a local reference such as `#/components/schemas/FlinkJob`. */
export function parsePointer(pointer: string): string[] {
  const tokens = pointer.split('/').slice(1);
  const decoded = pointer.startsWith('#') ? tokens.map(decodeURIComponent) : tokens;
  return decoded.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The JSON Pointer below another one: `joinPointer('/paths', '/v1.0', 'get')` is `/paths/~1v1.0/get`. */
export function joinPointer(pointer: Pointer, ...keys: readonly (string | number)[]): Pointer {
  return keys.reduce<Pointer>((at, key) => `${at}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`, pointer);
}

/** What stands at a JSON Pointer or a local reference; undefined where nothing does. */
export function readPointer(document: unknown, pointer: string): unknown {
  return parsePointer(pointer).reduce<unknown>(
    (parent, key) => (typeof parent === 'object' && parent !== null ? (parent as Record<string, unknown>)[key] : undefined),
    document,
  );
}
