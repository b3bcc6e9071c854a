/** What Node has and is not here. */
export function absent(): string[] {
  return ['process', 'Buffer', 'require', 'global'].filter((name) => !(name in globalThis));
}
