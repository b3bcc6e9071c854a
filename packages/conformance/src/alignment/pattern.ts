const compiled = new Map<string, RegExp>();

/** Whether a pointer is the one meant. A `*` stands for anything. */
export function matches(pattern: string, pointer: string): boolean {
  if (!pattern.includes('*')) return pattern === pointer;
  let expression = compiled.get(pattern);
  if (!expression) {
    const parts = pattern.split('*').map((part) => part.replace(/[.[\]{}$^()|+?\\]/g, '\\$&'));
    expression = new RegExp(`^${parts.join('.*')}$`);
    compiled.set(pattern, expression);
  }
  return expression.test(pointer);
}
