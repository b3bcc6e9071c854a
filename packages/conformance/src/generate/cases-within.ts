import type { FlatSchema } from '@dli-openapi/openapi';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import type { Case, ListCases, Placed } from './cases.ts';
import { readRules } from './rules.ts';
import type { Context } from './values.ts';
import { enterSchema, generateArrays, generateObjects, generateUnknownNames } from './values.ts';

/** A case with its place: `.resource_config.max_slot`, `.tags[].key`. Empty for the schema at the top. */
export interface PlacedCase extends Case {
  place: string;
  /** The rule belongs to a variant: a value that breaks it may satisfy another variant, and one that keeps it may satisfy none. */
  ofVariant: boolean;
}

/** Lists the cases of a schema and of all its parts, each in a value that is valid otherwise. */
export function listCasesWithin(schema: FlatSchema, context: Context, listCases: ListCases): PlacedCase[] {
  if (schema.variants) return listVariantCases(schema, context, listCases);
  const within = enterSchema(schema, context);
  const named: FlatSchema = { ...schema, additional: undefined, closed: { value: true, at: schema.at } };
  const isBody = context.location === 'body';
  const listChildCases = (child: FlatSchema, place: string, makeAround: () => Around, mayBeOmitted = false): PlacedCase[] => {
    const cases = listCasesWithin(child, { ...within, mayBeOmitted }, listCases);
    const around = cases.length > 0 ? makeAround() : undefined;
    return cases.map((found) => ({ ...found, place: place + found.place, values: around?.(found.values) ?? found.values }));
  };
  return [
    ...listCases(schema, context).map((found) => ({ ...found, place: '', ofVariant: false })),
    ...[...schema.properties].flatMap(([name, property]) =>
      listChildCases(
        property(),
        `.${name}`,
        () => placeInProperty(schema, context, fc.constant(name), [name]),
        isBody && !schema.required.has(name),
      ),
    ),
    ...(schema.additional
      ? listChildCases(schema.additional(), '.*', () => placeInProperty(named, context, generateUnknownNames(schema), []), isBody)
      : []),
    ...(schema.items ? listChildCases(schema.items(), '[]', () => placeInItem(schema, context)) : []),
  ];
}

/**
 * Lists the cases of variants. For a fault in what the variants describe, a validator may report no more than that none applies. The
 * rest is the same in all variants, and is taken from the first.
 */
function listVariantCases(schema: FlatSchema, context: Context, listCases: ListCases): PlacedCase[] {
  const isOfVariant = ({ place }: PlacedCase) => {
    const name = /^\.([^.[]+)/.exec(place)?.[1] ?? '';
    return schema.choices.flat().some(({ properties, required }) => properties.has(name) || required.has(name));
  };
  return (schema.variants?.() ?? []).flatMap((variant, index) =>
    listCasesWithin(variant, context, listCases).flatMap((found) => {
      if (found.place !== '' && !isOfVariant(found)) return index === 0 ? [found] : [];
      return [{ ...found, ofVariant: true, values: found.values.map(({ value }) => ({ value, pointer: '' })) }];
    }),
  );
}

/** Wraps a value in a valid parent. */
type Around = (values: Arbitrary<Placed>) => Arbitrary<Placed>;

function placeInProperty(schema: FlatSchema, context: Context, names: Arbitrary<string>, without: readonly string[]): Around {
  const others = generateObjects(schema, context, without);
  return (values) =>
    fc.tuple(others, names, values).map(([object, name, { value, pointer }]) => ({
      value: { ...object, [name]: value },
      pointer: `.${name}${pointer}`,
    }));
}

function placeInItem(schema: FlatSchema, context: Context): Around {
  const { minItems, maxItems = minItems + 3 } = readRules(schema);
  const others = generateArrays(schema, { minItems: Math.max(minItems - 1, 0), maxItems: Math.max(maxItems - 1, 0) }, context);
  return (values) =>
    fc.tuple(others, fc.nat(), values).map(([items, anywhere, { value, pointer }]) => {
      const index = anywhere % (items.length + 1);
      return { value: items.toSpliced(index, 0, value), pointer: `[${index}]${pointer}` };
    });
}
