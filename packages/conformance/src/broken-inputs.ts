import type { FlatSchema } from '@dli-openapi/openapi';
import type { ChosenInput, ChosenValue } from './chosen-inputs.ts';
import { inputsWith } from './chosen-inputs.ts';
import type { RequestViews } from './requests.ts';

/** Inputs of which each breaks one rule that the document has for an operation's request, and no other. */
export function brokenInputs(views: RequestViews): ChosenInput[] {
  return inputsWith(views, faultsOf);
}

/** Values that break the rules of a single schema. `text` when the value goes on the wire as text, where all is a string. */
function faultsOf(view: FlatSchema, text: boolean): ChosenValue[] {
  const faults: ChosenValue[] = [];
  const keyword = (name: string) => view.keywords.get(name)?.value;
  const limit = (name: string, value: (limit: number) => unknown) => {
    if (keyword(name) !== undefined) faults.push({ rule: name, value: value(Number(keyword(name))) });
  };
  const types = (keyword('type') ?? []) as string[];
  if (types.length > 0 && !(text && (types.includes('string') || view.items))) {
    const wrong = ofEachType.filter((value) => !types.some((type) => isOfType(value, type)));
    for (const value of text ? wrong.slice(0, 1) : wrong) faults.push({ rule: 'type', value });
  }
  if (!text && !view.nullable) faults.push({ rule: 'null', value: null });
  if (text && types.includes('integer') && !types.includes('number')) faults.push({ rule: 'integer', value: 1.5 });
  if (keyword('format') === 'int64') faults.push({ rule: 'int64', value: text ? 2n ** 63n : 2 ** 63 });
  if (keyword('enum') !== undefined) faults.push({ rule: 'enum', value: types.includes('string') ? 'no such value' : 987_654 });
  if (keyword('pattern') !== undefined) faults.push({ rule: 'pattern', value: 'no such form' });
  if (keyword('not') !== undefined) faults.push({ rule: 'not', value: (keyword('not') as { const: unknown }).const });
  limit('minLength', (length) => (length > 0 ? 'a'.repeat(length - 1) : undefined));
  limit('maxLength', (length) => 'a'.repeat(length + 1));
  limit('minimum', (minimum) => minimum - 1);
  limit('maximum', (maximum) => maximum + 1);
  limit('minItems', () => []);
  if (text && view.items)
    faults.push(...faultsOf(view.items(), true).map(({ rule, value }) => ({ rule: `items, ${rule}`, value: [value] })));
  if (!text) {
    if (view.closed) faults.push({ rule: 'closed', at: 'no_such_property', value: 'x' });
    for (const name of view.required.keys()) faults.push({ rule: 'required', at: name, value: undefined });
  }
  return faults.filter(({ value, at }) => value !== undefined || at !== undefined);
}

const ofEachType: readonly unknown[] = ['no such type', 7, 1.5, true, {}, []];

export function isOfType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  return typeof value === type;
}
