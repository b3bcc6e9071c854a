// Reads what the sources state of each place of an operation, one value for each fact.
import type { DocumentedOperation, NewOperation } from '../documented/types.ts';
import type { Statement } from '../statements.ts';
import { confirms, findContradiction, isSame, listStatements } from '../statements.ts';

/** A parameter, a body, or a part of one. */
export interface Place {
  name: string;
  /** By rule, such as `type` or `maxLength`. */
  facts: Record<string, unknown>;
  /** What the author has to decide, because the draft states what the page does not. */
  doubts: string[];
  fields: Place[];
  /** The items of an array. */
  items?: Place;
  /** The JSON in a string. */
  content?: Place;
  /** An existing schema of the document describes it, including a value. */
  isShared?: boolean;
}

/** Formats a value for lint, whose report ends at a quotation mark. */
export function formatFact(value: unknown): string {
  return JSON.stringify(value).replaceAll('"', '`');
}

/** The facts that limit or complete a value, and their keywords. */
export const limits: Record<string, string> = {
  ...Object.fromEntries(['pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'not', 'default'].map((word) => [word, word])),
  defaultFormula: 'x-dli-default-formula',
  unit: 'x-dli-unit',
  onlyWhen: 'x-dli-only-when',
};

export type Location = 'path' | 'query' | 'header' | 'body' | 'response';

/** Reads the places of an operation, by location. The fields of `path`, `query` and `header` are the parameters. */
export function readPlaces(operation: NewOperation): Record<Location, Place> {
  const roots = {
    path: createPlace(),
    query: createPlace(),
    header: createPlace(),
    body: createPlace('the request'),
    response: createPlace('the response'),
  };
  const known = new Map<string, Place>(Object.entries(roots));
  const statements = new Map<string, Statement[]>();
  for (const [, name] of operation.path.matchAll(/\{(\w+)\}/g)) statements.set(`path.${name}`, []);
  for (const statement of operation.pages.length > 0 ? listStatements(operation as DocumentedOperation) : []) {
    const { place } = statement;
    if ((/^\w+/.exec(place)?.[0] as string) in roots) statements.set(place, [...(statements.get(place) ?? []), statement]);
  }
  // Parents come before their parts.
  for (const at of [...statements.keys()].sort((one, other) => countSteps(one) - countSteps(other)))
    fillPlace(addPlace(at, known), statements.get(at) ?? []);
  for (const place of known.values()) completeArray(place);
  return roots;
}

/** Lists a place and all its parts. */
export function listPlaces(place: Place): Place[] {
  const parts = [...place.fields, ...(place.items ? [place.items] : []), ...(place.content ? [place.content] : [])];
  return [place, ...parts.flatMap(listPlaces)];
}

function createPlace(name = ''): Place {
  return { name, facts: {}, doubts: [], fields: [] };
}

const countSteps = (at: string): number => at.split(/\.|\[\]|\{\}/).length;

/** Adds the place at an address such as `response.jobs[].name` below its nearest known parent, because a name may contain dots. */
function addPlace(at: string, known: Map<string, Place>): Place {
  const place = known.get(at);
  if (place) return place;
  const isAbove = (other: string): boolean => at.startsWith(other) && /^[.[{]/.test(at.slice(other.length));
  const above = [...known.keys()].filter(isAbove).reduce((longest, other) => (other.length > longest.length ? other : longest));
  const parent = known.get(above) as Place;
  const [step = ''] = /^(\[\]|\{\}|[^[\]{}]*)/.exec(at.slice(above.length)) ?? [];
  const child = step.startsWith('.') ? addField(parent, step.slice(1)) : createPlace(toSingular(parent.name));
  if (step === '[]') parent.items = child;
  if (step === '{}') parent.content = child;
  known.set(above + step, child);
  return addPlace(at, known);
}

/** Adds a field, or finds the one whose name differs in capitals only. */
function addField(parent: Place, name: string): Place {
  const find = (spell: (text: string) => string) => parent.fields.find((field) => spell(field.name) === spell(name));
  const same = find((text) => text.toLowerCase());
  if (same) {
    same.doubts.push(`${same.name} is ${name} elsewhere. Correct it, or write a deviation`);
    return same;
  }
  const field = createPlace(name);
  const alike = find((text) => text.replaceAll(/[-_]/g, '').toLowerCase());
  if (alike) field.doubts.push(`${name} is ${alike.name} elsewhere. Keep the right one, or both`);
  parent.fields.push(field);
  return field;
}

export function toSingular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
}

function fillPlace(place: Place, statements: readonly Statement[]): void {
  for (const rule of new Set(statements.map((statement) => statement.rule))) {
    const stated = statements.filter((statement) => statement.rule === rule);
    const value = rule === 'type' ? chooseType(stated, place.name) : chooseValue(rule, stated);
    if (rule !== 'presence') place.facts[rule] = value;
    if (rule === 'rule') place.doubts.push(`its value has to be ${formatFact(value)}. Say so in the schema, or write a deviation`);
    if (!findContradiction(stated, value)) continue;
    const sides = stated.filter(({ isSampled }) => !isSampled).map((statement) => `${statement.source} ${formatFact(statement.value)}`);
    place.doubts.push(`${rule} is ${formatFact(value)} here, and in ${sides.join(', ')}. Correct it, or write a deviation`);
  }
}

const isOfModel = ({ source }: Statement): boolean => source.startsWith('sdk');

/** Chooses the page's value, unless it would refuse what another source allows. */
function chooseValue(rule: string, stated: readonly Statement[]): unknown {
  const values = stated.map(({ value }) => value);
  if (/^min[A-Z]/.test(rule)) return Math.min(...(values as number[]));
  if (/^max[A-Z]/.test(rule)) return Math.max(...(values as number[]));
  const [first] = values;
  if (rule === 'required' && stated[0]?.place.startsWith('response')) return findContradiction(stated, undefined) !== undefined;
  if (rule === 'required') return stated[0]?.isOfPage ? first : values.every((value) => value === true);
  if (rule !== 'enum') return first;
  return (
    (values as unknown[][]).find((list) => list.length > (first as []).length && (first as []).every((item) => list.includes(item))) ??
    first
  );
}

/** Chooses the SDK's type, unless a sample confirms the page and no other page confirms the SDK. IDs and times do not fit into 32 bits. */
function chooseType(stated: readonly Statement[], name: string): string {
  const [first] = stated;
  const sdk = stated.find(isOfModel);
  const isAlone = !stated.some((statement) => sdk && statement !== sdk && !statement.isSampled && confirms(sdk, statement.value));
  const isBorneOut = isAlone && stated.some(({ isSampled, value }) => isSampled && isSame(value, first?.value));
  const type = String((sdk && !confirms(sdk, first?.value) && !isBorneOut ? sdk : first)?.value);
  return /(^|_)(id|time)s?$/.test(name) ? type.replace('integer', 'long') : type;
}

/** Completes an array with its items, whose type the array's type names. */
function completeArray(place: Place): void {
  const item = /^array<(.*)>$/.exec(String(place.facts.type))?.[1];
  if (item === undefined) return;
  place.items ??= createPlace(toSingular(place.name));
  if (item !== '?') place.items.facts.type = item;
  completeArray(place.items);
}
