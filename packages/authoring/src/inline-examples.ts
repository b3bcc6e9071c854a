type Node = Record<string, unknown>;

/**
 * Puts each named example back where it is used, and drops `components.examples`, where the bundler collects them under names that
 * mean nothing to a reader (`running-3`).
 */
export function inlineExamples(document: Node): Node {
  const components = document.components as { examples?: Node };
  const collected = components.examples ?? {};
  delete components.examples;
  const prefix = '#/components/examples/';

  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref } = value as Node;
    if (typeof $ref === 'string' && $ref.startsWith(prefix)) return collected[$ref.slice(prefix.length)];
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, visit(child)]));
  };
  return visit(document) as Node;
}
