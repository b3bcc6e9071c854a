import type { FlatSchema, Pointer } from '@dli-openapi/openapi';

/**
 * Holds the variants of requests to the conditions of their fields: where the value of one field tells the variants apart,
 * what a variant needs is what `x-dli-only-when` says there is only then.
 */
export function variantFaults(view: FlatSchema, above: ReadonlySet<Pointer> = new Set()): [Pointer, string][] {
  if (above.has(view.at)) return [];
  const within = new Set(above).add(view.at);
  const children = [...view.properties.values(), ...(view.items ? [view.items] : [])];
  return [...ownFaults(view), ...children.flatMap((child) => variantFaults(child(), within))];
}

function ownFaults(view: FlatSchema): [Pointer, string][] {
  const variants = view.variants?.() ?? [];
  const teller = variants.length > 1 && [...view.properties.keys()].find((name) => tellsApart(name, variants));
  if (!teller) return [];
  return variants.flatMap((variant) => {
    const value = onlyValue(variant, teller);
    const needed = [...variant.required.keys()].filter((name) => !view.required.has(name));
    const conditional = [...variant.properties].filter(([, property]) => conditionOf(property())[teller] === value).map(([name]) => name);
    const when = `when ${teller} is ${JSON.stringify(value)}`;
    return [
      ...needed
        .filter((name) => !conditional.includes(name))
        .map((name) => `needs ${name} ${when}, and x-dli-only-when of ${name} does not say so`),
      ...conditional
        .filter((name) => !needed.includes(name))
        .map((name) => `does not need ${name} ${when}, and by x-dli-only-when it should`),
    ].map((message): [Pointer, string] => [view.at, message]);
  });
}

function tellsApart(name: string, variants: readonly FlatSchema[]): boolean {
  const values = variants.map((variant) => onlyValue(variant, name));
  return !values.includes(undefined) && new Set(values).size === variants.length;
}

/** The one value that a property may have. */
function onlyValue(view: FlatSchema, name: string): unknown {
  const values = view.properties.get(name)?.().keywords.get('enum')?.value as unknown[] | undefined;
  return values?.length === 1 ? values[0] : undefined;
}

function conditionOf({ keywords }: FlatSchema): Record<string, unknown> {
  return (keywords.get('x-dli-only-when')?.value ?? {}) as Record<string, unknown>;
}
