import type { FlatSchema } from '@dli-openapi/openapi';
import type { ChosenInput, ChosenValue } from './chosen-inputs.ts';
import { inputsWith } from './chosen-inputs.ts';
import type { RequestViews } from './requests.ts';
import { sampleValue } from './sample-value.ts';

/** Valid inputs of which each goes to one limit of what the document lets through: every field, value of an enum, type, and end of a range. */
export function edgeInputs(views: RequestViews): ChosenInput[] {
  return inputsWith(views, edgesOf);
}

/** Values at the edge of what a single schema lets through. */
function edgesOf(view: FlatSchema, text: boolean): ChosenValue[] {
  const keyword = (name: string): unknown => view.keywords.get(name)?.value;
  const listed = keyword('enum') as unknown[] | undefined;
  const none = !text && view.nullable && keyword('type') !== undefined ? [{ rule: 'null', value: null }] : [];
  if (listed) return [...none, ...listed.filter((value) => value !== null).map((value) => ({ rule: 'enum', value }))];

  const types = (keyword('type') ?? []) as string[];
  const edges = types.flatMap((type) => {
    const ofType: FlatSchema = { ...view, keywords: new Map(view.keywords).set('type', { value: [type], at: view.at }) };
    return [{ rule: 'type', value: sampleValue(ofType) }, ...(limits[type]?.(ofType, keyword) ?? [])];
  });
  if (text && keyword('format') === 'int64') {
    if (keyword('maximum') === undefined) edges.push({ rule: 'int64', value: 2n ** 63n - 1n });
    if (keyword('minimum') === undefined) edges.push({ rule: 'int64', value: -(2n ** 63n) });
  }
  return [...none, ...edges.filter(({ value }) => value !== undefined)];
}

type Limits = (view: FlatSchema, keyword: (name: string) => unknown) => ChosenValue[];

const limits: Record<string, Limits> = {
  string: (_view, keyword) =>
    keyword('pattern') === undefined ? atLengths(keyword, ['minLength', 'maxLength'], (length) => 'a'.repeat(length)) : [],
  array: (view, keyword) =>
    atLengths(keyword, ['minItems', 'maxItems'], (length) => Array.from({ length }, () => view.items && sampleValue(view.items()))),
  integer: atEnds,
  number: atEnds,
};

function atLengths(keyword: (name: string) => unknown, words: string[], make: (length: number) => unknown): ChosenValue[] {
  return words.filter((word) => keyword(word) !== undefined).map((word) => ({ rule: word, value: make(Number(keyword(word))) }));
}

function atEnds(_view: FlatSchema, keyword: (name: string) => unknown): ChosenValue[] {
  return ['minimum', 'maximum'].filter((word) => keyword(word) !== undefined).map((word) => ({ rule: word, value: keyword(word) }));
}
