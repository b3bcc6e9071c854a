import type { Input, RequestViews } from './requests.ts';
import { smallestInput } from './requests.ts';
import { property, sampleValue } from './sample-value.ts';
import type { SchemaView } from './schema-view.ts';

/** An input that breaks one rule of the document and no other. */
export interface BrokenInput {
  /** Where, such as `query.limit` or `body.tags[0].key`. */
  pointer: string;
  /** Which rule: `type`, `maximum`, `required`, `closed`… */
  rule: string;
  input: Input;
}

type Key = string | number;
interface Fault {
  rule: string;
  value: unknown;
}

/** One broken input for each rule that the document has for an operation's request. */
export function brokenInputs(views: RequestViews): BrokenInput[] {
  const valid = smallestInput(views);
  const parameters = views.parameters.flatMap(({ name, in: place, view }) =>
    faultsOf(view, true).map(({ rule, value }) => ({
      pointer: `${place}.${name}`,
      rule,
      input: { ...valid, [place]: { ...valid[place], [name]: value } },
    })),
  );
  return [...parameters, ...(views.body ? brokenBodies(views.body, valid) : [])];
}

function brokenBodies(body: SchemaView, valid: Input): BrokenInput[] {
  const found: BrokenInput[] = [];
  const visit = (view: SchemaView, keys: Key[]): void => {
    const put = (rule: string, more: Key[], value: unknown): void => {
      found.push({
        pointer: pointerOf([...keys, ...more]),
        rule,
        input: { ...valid, body: withValue(body, valid.body, [...keys, ...more], value) },
      });
    };
    for (const { rule, value } of faultsOf(view, false)) put(rule, [], value);
    if (view.closed) put('closed', ['no_such_property'], 'x');
    for (const name of view.required.keys()) put('required', [name], undefined);
    for (const [name, child] of view.properties) visit(child(), [...keys, name]);
    if (view.items) visit(view.items(), [...keys, 0]);
  };
  visit(body, []);
  return found;
}

/** Values that break the rules of a single schema. `text` when the value goes on the wire as text, where all is a string. */
function faultsOf(view: SchemaView, text: boolean): Fault[] {
  const faults: Fault[] = [];
  const keyword = (name: string) => view.keywords.get(name)?.value;
  const limit = (name: string, value: (limit: number) => unknown) => {
    if (keyword(name) !== undefined) faults.push({ rule: name, value: value(Number(keyword(name))) });
  };
  const types = (keyword('type') ?? []) as string[];
  const wrong = ['no such type', 1.5, true, {}, []].find((value) => !types.some((type) => isOfType(value, type)));
  if (types.length > 0 && !(text && types.includes('string'))) faults.push({ rule: 'type', value: wrong });
  if (!text && !view.nullable) faults.push({ rule: 'null', value: null });
  if (types.includes('integer') && !types.includes('number')) faults.push({ rule: 'integer', value: 1.5 });
  if (keyword('format') === 'int64' && text) faults.push({ rule: 'int64', value: 2n ** 63n });
  if (keyword('enum') !== undefined) faults.push({ rule: 'enum', value: types.includes('string') ? 'no such value' : 987_654 });
  if (keyword('pattern') !== undefined) faults.push({ rule: 'pattern', value: 'no such form' });
  if (keyword('not') !== undefined) faults.push({ rule: 'not', value: (keyword('not') as { const: unknown }).const });
  limit('minLength', (length) => (length > 0 ? 'a'.repeat(length - 1) : undefined));
  limit('maxLength', (length) => 'a'.repeat(length + 1));
  limit('minimum', (minimum) => minimum - 1);
  limit('maximum', (maximum) => maximum + 1);
  limit('minItems', () => []);
  return faults.filter(({ value }) => value !== undefined);
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  return typeof value === type;
}

/** A copy of a body with one value set (or taken out), what leads to it filled in with the smallest valid values. */
function withValue(view: SchemaView, base: unknown, keys: Key[], value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const items = view.items?.();
    if (!items) throw new Error(`${view.at} has no items`);
    return [withValue(items, sampleValue(items), rest, value)];
  }
  const copy = { ...(base as Record<string, unknown>) };
  if (rest.length === 0) {
    if (value === undefined) delete copy[key];
    else copy[key] = value;
    return copy;
  }
  const child = property(view, key);
  copy[key] = withValue(child, copy[key] ?? sampleValue(child), rest, value);
  return copy;
}

function pointerOf(keys: Key[]): string {
  return keys.reduce<string>((pointer, key) => (typeof key === 'number' ? `${pointer}[${key}]` : `${pointer}.${key}`), 'body');
}
