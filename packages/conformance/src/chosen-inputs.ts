import type { FlatSchema, Key } from '@dli-openapi/openapi';
import type { Input, RequestViews } from './requests.ts';
import { smallestInput } from './requests.ts';
import { property, sampleValue } from './sample-value.ts';

/** A value for one place of a request, and what it is about. */
export interface ChosenValue {
  /** Which rule: `type`, `maximum`, `required`, `closed`… */
  rule: string;
  /** Undefined: there is to be none. */
  value: unknown;
  /** The property that it is for, when it is not for the place itself. */
  at?: string;
}

/** The smallest valid input but for one value. */
export interface ChosenInput {
  /** Where the value is, such as `query.limit` or `body.tags[0].key`. */
  pointer: string;
  rule: string;
  input: Input;
  /** The body is of one of several variants: of a value that fits none it can be told that it does not, but not always where. */
  variant?: true;
}

/**
 * An input for each value that is chosen for some place of an operation's request.
 * @param choose the values for a single schema; `text` where the value goes on the wire as text, which everything is a string in
 */
export function inputsWith(views: RequestViews, choose: (view: FlatSchema, text: boolean) => ChosenValue[]): ChosenInput[] {
  const valid = smallestInput(views);
  const parameters = views.parameters.flatMap(({ name, in: place, view }) =>
    choose(view, true).map(({ rule, value }) => ({
      pointer: `${place}.${name}`,
      rule,
      input: { ...valid, [place]: { ...valid[place], [name]: value } },
    })),
  );
  return [...parameters, ...(views.body ? variantsOf(views.body) : []).flatMap((body) => bodiesWith(body, valid, choose))];
}

function variantsOf(body: FlatSchema): { view: FlatSchema; variant?: true }[] {
  return body.variants?.().map((view) => ({ view, variant: true })) ?? [{ view: body }];
}

function bodiesWith(
  { view: body, ...told }: { view: FlatSchema; variant?: true },
  valid: Input,
  choose: (view: FlatSchema, text: boolean) => ChosenValue[],
): ChosenInput[] {
  const base = sampleValue(body);
  const found: ChosenInput[] = [];
  const visit = (view: FlatSchema, keys: Key[]): void => {
    for (const { rule, value, at } of choose(view, false)) {
      const place = at === undefined ? keys : [...keys, at];
      found.push({ pointer: pointerOf(place), rule, input: { ...valid, body: withValue(body, base, place, value) }, ...told });
    }
    for (const [name, child] of view.properties) visit(child(), [...keys, name]);
    if (view.additional) visit(view.additional(), [...keys, 'any_name']);
    if (view.items) visit(view.items(), [...keys, 0]);
  };
  visit(body, []);
  return found;
}

/** A copy of a body with one value set (or taken out), what leads to it filled in with the smallest valid values. */
function withValue(view: FlatSchema, base: unknown, keys: Key[], value: unknown): unknown {
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
  const child = view.properties.has(key) ? property(view, key) : (view.additional?.() ?? property(view, key));
  copy[key] = withValue(child, copy[key] ?? sampleValue(child), rest, value);
  return copy;
}

function pointerOf(keys: Key[]): string {
  return keys.reduce<string>((pointer, key) => (typeof key === 'number' ? `${pointer}[${key}]` : `${pointer}.${key}`), 'body');
}
