import type { FlatSchema } from '@dli-openapi/openapi';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import type { Broken, Fault } from './faults.ts';
import { rulesOf } from './rules.ts';
import type { Context } from './values.ts';
import { arraysOf, inside, objectsOf, unnamed } from './values.ts';

/** A fault, and whose it is: `resource_config.max_slot`, `tags[].key`. Empty for the schema at the top. */
export interface PlacedFault extends Fault {
  place: string;
  /** The rule is one of a variant, and another variant may be fit all the same. */
  ofVariant: boolean;
}

/** Puts what is broken where it belongs, with what is valid around it. */
type Around = (broken: Arbitrary<Broken>) => Arbitrary<Broken>;

/**
 * The faults of a schema and of all that is in it, each in a value that is valid otherwise.
 * @param faultsOf the faults of a single schema
 */
export function faultsWithin(view: FlatSchema, context: Context, faultsOf: (view: FlatSchema, context: Context) => Fault[]): PlacedFault[] {
  if (context.above.has(view.at)) return [];
  if (view.variants) return variantFaults(view, context, faultsOf);
  const within = inside(view, context);
  const found: PlacedFault[] = faultsOf(view, context).map((fault) => ({ ...fault, place: '', ofVariant: false }));
  const add = (child: FlatSchema, place: string, around: () => Around): void => {
    const faults = faultsWithin(child, within, faultsOf);
    if (faults.length === 0) return;
    const put = around();
    for (const fault of faults) found.push({ ...fault, place: place + fault.place, broken: put(fault.broken) });
  };
  for (const [name, property] of view.properties) {
    add(property(), `.${name}`, () => inProperty(view, context, fc.constant(name), new Set([name])));
  }
  if (view.additional) add(view.additional(), '.*', () => inProperty(view, context, unnamed(view)));
  if (view.items) add(view.items(), '[]', () => inItem(view, context));
  return found;
}

/**
 * With something wrong that variants speak of, that none of them fits may be all that can be told. The rest is the same
 * in each of them: it is taken from the first.
 */
function variantFaults(view: FlatSchema, context: Context, faultsOf: (view: FlatSchema, context: Context) => Fault[]): PlacedFault[] {
  const isOfVariant = ({ place }: PlacedFault) => view.varying?.has(/^\.([^.[]+)/.exec(place)?.[1] ?? '') ?? true;
  return (view.variants?.() ?? []).flatMap((variant, index) =>
    faultsWithin(variant, context, faultsOf).flatMap((fault) => {
      if (fault.place !== '' && !isOfVariant(fault)) return index === 0 ? [fault] : [];
      return [{ ...fault, ofVariant: true, broken: fault.broken.map(({ value }) => ({ value, pointer: '' })) }];
    }),
  );
}

function inProperty(view: FlatSchema, context: Context, names: Arbitrary<string>, left?: ReadonlySet<string>): Around {
  const others = objectsOf(view, context, left);
  return (broken) =>
    fc.tuple(others, names, broken).map(([object, name, { value, pointer }]) => ({
      value: { ...object, [name]: value },
      pointer: `.${name}${pointer}`,
    }));
}

function inItem(view: FlatSchema, context: Context): Around {
  const rules = rulesOf(view);
  const most = Math.max((rules.maxItems ?? rules.minItems + 3) - 1, 0);
  const others = arraysOf(view, { ...rules, minItems: Math.max(rules.minItems - 1, 0), maxItems: most }, context);
  return (broken) =>
    fc.tuple(others, fc.nat(), broken).map(([items, anywhere, { value, pointer }]) => {
      const index = anywhere % (items.length + 1);
      return { value: items.toSpliced(index, 0, value), pointer: `[${index}]${pointer}` };
    });
}
