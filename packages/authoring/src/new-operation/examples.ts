// Drafts the examples of a request or a response: the samples of its pages, and one with all that these do not show.
import { isNode } from '@dli-openapi/openapi';
import type { NewOperation } from '../documented/types.ts';
import { isSame } from '../statements.ts';
import type { Place } from './places.ts';

const toDo = 'TODO: a value';

/** Drafts the examples of a body, by name. */
export function draftExamples({ pages }: NewOperation, of: 'request' | 'response', place: Place): Record<string, object> {
  const samples = pages.flatMap((page) => page.samples.filter((sample) => sample.of === of && sample.value !== undefined));
  const unlike = samples.filter(({ value }, index) => !samples.slice(0, index).some((other) => isSame(other.value, value)));
  const summary = 'TODO: what is special about it, such as `Only what is required`';
  const shown = unlike.map(({ value }, index): [string, object] => [
    index === 0 ? 'page_sample' : `page_sample_${index + 1}`,
    { summary, description: "The page's own sample.", value },
  ]);
  const values = unlike.map(({ value }) => value);
  const isWanting = shown.length === 0 || !isShown(place, values);
  return Object.fromEntries([...shown, ...(isWanting ? [['full', { summary, value: draftValue(place, values) }]] : [])]);
}

/** Whether samples have a value for each text and number without an enum or a default. */
function isShown({ facts, fields, items, isShared }: Place, values: readonly unknown[]): boolean {
  if (isShared) return true;
  if (fields.length > 0) return values.some(isNode) && fields.every((field) => isShown(field, pick(values, field)));
  if (items) return isShown(items, values.flat());
  return 'enum' in facts || 'default' in facts || facts.type === 'boolean' || values.some((value) => value !== null && value !== '');
}

/** Drafts a value with all that is required, that no sample shows, and that every sample has. */
function draftValue({ facts, fields, items, isShared: known }: Place, values: readonly unknown[]): unknown {
  if (fields.length > 0) {
    const isWanted = (field: Place): boolean => {
      const own = pick(values, field);
      const isShared = field.isShared === true && (own.length > 0 || field.facts.type === 'boolean');
      return isShared || field.facts.required === true || !isShown(field, own);
    };
    return Object.fromEntries(fields.filter(isWanted).map((field) => [field.name, draftValue(field, pick(values, field))]));
  }
  if (items) return [draftValue(items, values.flat())];
  if (facts.type === 'boolean') return values.find((value) => typeof value === 'boolean') ?? facts.default ?? true;
  const [listed] = (facts.enum ?? []) as unknown[];
  return values.find((value) => value !== null && value !== '') ?? listed ?? facts.default ?? (known === true ? values[0] : toDo);
}

function pick(values: readonly unknown[], { name }: Place): unknown[] {
  return values.flatMap((value) => (isNode(value) && name in value ? [value[name]] : []));
}
