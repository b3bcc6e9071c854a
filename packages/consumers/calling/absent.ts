/** Lists globals of Node that are missing here. */
export function listAbsent(): string[] {
  return ['process', 'Buffer', 'require', 'global'].filter((name) => !(name in globalThis));
}
