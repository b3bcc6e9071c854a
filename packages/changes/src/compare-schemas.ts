import type { FlatSchema, Pointer } from '@dli-openapi/openapi';
import { joinPointer } from '@dli-openapi/openapi';
import type { ChangeKind, Changes, Direction, Relation } from './change.ts';
import { getKind } from './change.ts';
import { listKeywordChanges } from './keyword-rules.ts';

/** Where schemas are compared, and where changes are added. */
export interface Context {
  changes: Changes;
  direction: Direction;
  operation: string;
  /** The place outside of components, such as `listFlinkJobs query.limit`. */
  place: string;
}

type Child = 'items' | 'additional' | 'content';
const children: readonly [name: Child, word: string, path: string][] = [
  ['items', 'items', '[]'],
  ['additional', 'additionalProperties', '.*'],
  ['content', 'contentSchema', '{}'],
];

/** Compares what two merged schemas require of a value. */
export function compareSchemas(before: FlatSchema, after: FlatSchema, context: Context, above: ReadonlySet<string> = new Set()): void {
  const pair = `${before.at}\n${after.at}`;
  if (above.has(pair)) return;
  const within = new Set(above).add(pair);
  compareKeywords(before, after, context);
  compareProperties(before, after, context, within);
  for (const [name, word, path] of children) {
    const [old, now] = [before[name], after[name]];
    if (old && now) compareSchemas(old(), now(), { ...context, place: `${context.place}${path}` }, within);
    else if (old ?? now) report(context, old ? 'wider' : 'narrower', `${word} is ${old ? 'gone' : 'new'}`, (now ?? old)?.().at ?? after.at);
  }
  compareVariants(before, after, context, above);
}

function compareKeywords(before: FlatSchema, after: FlatSchema, context: Context): void {
  for (const word of new Set([...before.keywords.keys(), ...after.keywords.keys()])) {
    const [old, now] = [before.keywords.get(word), after.keywords.get(word)];
    const at = now?.at ?? old?.at ?? after.at;
    for (const { kind, what } of listKeywordChanges(word, old?.value, now?.value, context.direction)) add(context, kind, what, at);
  }
  const typed = before.keywords.has('type') && after.keywords.has('type');
  if (typed && before.nullable !== after.nullable)
    report(context, after.nullable ? 'wider' : 'narrower', after.nullable ? 'null is allowed' : 'null is no longer allowed', after.at);
  // Who reads responses has to ignore unlisted names, since some can be added at any time.
  if (Boolean(before.closed) !== Boolean(after.closed)) {
    const what = after.closed ? 'unlisted names are refused' : 'unlisted names are allowed';
    const kind = context.direction === 'response' ? 'additive' : getKind(after.closed ? 'narrower' : 'wider', 'request');
    add(context, kind, what, (after.closed ?? before.closed)?.at ?? after.at);
  }
}

function compareProperties(before: FlatSchema, after: FlatSchema, context: Context, above: ReadonlySet<string>): void {
  const names = new Set([before, after].flatMap((view) => [...view.properties.keys(), ...view.required.keys()]));
  for (const name of names) {
    const [old, now] = [before.properties.get(name), after.properties.get(name)];
    const [wasRequired, isRequired] = [before.required.has(name), after.required.has(name)];
    const inside = { ...context, place: `${context.place}.${name}` };
    if (old && !now) add(inside, 'breaking', 'is gone', old().at);
    else if (now && !old) {
      const breaks = isRequired && context.direction === 'request';
      add(inside, breaks ? 'breaking' : 'additive', isRequired ? 'is new and required' : 'is new', now().at);
    } else {
      if (wasRequired !== isRequired) {
        const at = now?.().at ?? after.required.get(name)?.at ?? joinPointer(after.at, 'required');
        report(inside, isRequired ? 'narrower' : 'wider', isRequired ? 'is required' : 'is no longer required', at);
      }
      if (old && now) compareSchemas(old(), now(), inside, above);
    }
  }
}

/** Compares alternatives one by one, because the merged schema does not have what only one of them requires. */
function compareVariants(before: FlatSchema, after: FlatSchema, context: Context, above: ReadonlySet<string>): void {
  const [old, now] = [before, after].map((view) => view.variants?.() ?? []) as [FlatSchema[], FlatSchema[]];
  if (old.length === now.length) {
    for (const [index, variant] of old.entries()) compareSchemas(variant, now[index] ?? variant, context, above);
    return;
  }
  const what = `${Math.max(old.length, 1)} → ${Math.max(now.length, 1)} alternatives`;
  report(context, now.length > old.length ? 'wider' : 'narrower', what, after.at);
}

function report(context: Context, relation: Relation, what: string, at: Pointer): void {
  add(context, getKind(relation, context.direction), what, at);
}

function add({ changes, direction, operation, place }: Context, kind: ChangeKind, what: string, at: Pointer): void {
  changes.add({ kind, place: formatComponentPlace(at) ?? place, what, pointer: at, direction, operation });
}

/** Formats a place in a component: `FlinkJob.status`, whatever refers to it. */
function formatComponentPlace(at: Pointer): string | undefined {
  const [, name, rest = ''] = /^\/components\/schemas\/([^/]+)(.*)$/.exec(at) ?? [];
  if (name === undefined) return undefined;
  const steps = [...rest.matchAll(/\/properties\/([^/]+)|\/(items|contentSchema|additionalProperties)\b/g)];
  const marks: Record<string, string> = { items: '[]', contentSchema: '{}', additionalProperties: '.*' };
  return name + steps.map(([, property, word = '']) => (property === undefined ? marks[word] : `.${property}`)).join('');
}
