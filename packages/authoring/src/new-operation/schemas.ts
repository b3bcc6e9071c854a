// The schemas of an operation, from what is known of its places. What is left to write says TODO, which lint looks for.
import { posix } from 'node:path';
import type { Node } from '@dli-openapi/openapi';
import { omitKey } from '@dli-openapi/openapi';
import type { Place } from './places.ts';
import { limits, toSingular } from './places.ts';
import type { Parts, Shared } from './shared.ts';
import { comment } from './yaml.ts';

/** Drafts the schemas of one operation. Each of its objects becomes an entry of its file of schemas. */
export class Schemas {
  readonly entries: Record<string, Node> = {};
  readonly #file: string;
  readonly #operation: string;
  readonly #shared: Shared;
  /** The lists of values that several places have. */
  readonly #repeated: ReadonlySet<string>;
  /** The address of the entry of each. */
  readonly #enums = new Map<string, string>();

  /** @param file where the entries go */
  constructor(file: string, places: readonly Place[], shared: Shared) {
    const enums = places.filter(({ facts }) => 'enum' in facts).map(formatEnum);
    this.#repeated = new Set(enums.filter((text, index) => enums.indexOf(text) !== index));
    this.#file = file;
    this.#operation = toPascalCase(posix.basename(file, '.yaml'));
    this.#shared = shared;
  }

  /** Refers to the schema of a request or a response. */
  draftBody(place: Place, kind: 'Request' | 'Output', from: string): Node {
    return this.#draftEntry(place, this.#operation + kind, kind === 'Request', from);
  }

  /** @param from the file that has it */
  draft(place: Place, isRequest: boolean, from = this.#file): Node {
    const { name, facts, fields } = place;
    const known = this.#shared.findEnum(place);
    if (known) return { ...draftLimits(facts, known.missing), ...refer(known.address, from) };
    if (fields.length > 0) return this.#draftEntry(place, this.#formatName(name), isRequest, from);
    if (this.#repeated.has(formatEnum(place))) return refer(this.#addEnum(place), from);
    return this.#draftValue(place, isRequest, from);
  }

  #addEnum(place: Place): string {
    const text = formatEnum(place);
    const known = this.#enums.get(text);
    if (known !== undefined) return known;
    const name = this.#chooseName(this.#formatName(place.name));
    this.entries[name] = this.#draftValue(place, false, this.#file);
    const address = `${this.#file}#/${name}`;
    this.#enums.set(text, address);
    return address;
  }

  #draftValue(place: Place, isRequest: boolean, from: string): Node {
    const { name, facts, content } = place;
    const { [comment]: doubt, ...items } = place.items ? this.draft(place.items, isRequest, from) : {};
    const head = draftHead(
      place,
      String(facts.type ?? 'string').replace(/<.*/, ''),
      facts.type === undefined && 'no source states the type',
    );
    const doubts = [head[comment], doubt].filter((text) => text !== undefined);
    return {
      // What is to be decided of items stands above the array, so that the items may be one reference.
      ...(doubts.length > 0 && { [comment]: doubts.join('\n') }),
      ...omitKey(head, comment),
      ...(facts.enum !== undefined && draftEnum(facts.enum as unknown[])),
      ...draftLimits(facts, Object.keys(limits)),
      ...(facts.json === true && facts.type === 'string' && { contentMediaType: 'application/json' }),
      ...(content && { contentSchema: this.draft(content, false) }),
      ...(facts.type === 'object' && isRequest && { 'x-dli-open': draftText(`why the fields of ${name} are not listed; or list them`) }),
      ...(place.items && { items }),
    };
  }

  #draftEntry(place: Place, wanted: string, isRequest: boolean, from: string): Node {
    const parts = this.#shared.findParts(place, isRequest);
    const doubts = [...place.doubts, ...parts.doubts];
    const [whole] = parts.addresses;
    place.isShared = whole !== undefined && parts.rest.length + parts.required.length === 0;
    if (whole !== undefined && place.isShared) return { ...draftDoubts(doubts), ...refer(whole, from) };
    const name = this.#chooseName(wanted);
    // What it holds comes below it.
    this.entries[name] = {};
    Object.assign(
      this.entries[name],
      place.items ? this.#draftValue(place, isRequest, this.#file) : this.#draftObject({ ...place, doubts }, parts, isRequest),
    );
    return refer(`${this.#file}#/${name}`, from);
  }

  /** The name of an entry, which tells the family: `QueueProperties`, `Queue`. */
  #formatName(name: string): string {
    const family = toPascalCase(toSingular(posix.basename(posix.dirname(this.#file))));
    const own = toPascalCase(name);
    if (family.endsWith(own)) return family;
    return own.startsWith(family) ? own : family + own;
  }

  /** A name that no other schema has. */
  #chooseName(wanted: string): string {
    return this.#shared.names.has(wanted) || wanted in this.entries ? this.#operation + wanted : wanted;
  }

  #draftObject(place: Place, { addresses, rest, required: others }: Parts, isRequest: boolean): Node {
    const required = [...others, ...rest.filter(({ facts }) => facts.required === true).map(({ name }) => name)];
    return {
      ...draftHead(place, 'object', rest.length + addresses.length === 0 && 'no source states the fields. List them'),
      ...(addresses.length > 0 && { allOf: addresses.map((address) => refer(address, this.#file)) }),
      ...(required.length > 0 && { required }),
      properties: Object.fromEntries(rest.map((field) => [field.name, this.draft(field, isRequest)])),
      ...(isRequest && { unevaluatedProperties: false }),
    };
  }
}

/** @param from the file that refers */
function refer(address: string, from: string): Node {
  const [file = '', pointer = ''] = address.split('#');
  return { $ref: `${file === from ? '' : posix.relative(posix.dirname(from), file)}#${pointer}` };
}

export function draftText(what: string): string {
  return `TODO: ${what}, as a sentence.`;
}

function draftHead({ name, facts, doubts }: Place, type: string, doubt: string | false): Node {
  const types = type.split(' | ').map((each) => each.replace('long', 'integer'));
  const all = [...types, ...(facts.nullable === true ? ['null'] : [])];
  return {
    ...draftDoubts(doubt === false ? doubts : [...doubts, doubt]),
    description: draftText(`what ${name} is`),
    type: all.length > 1 ? all : type.replace('long', 'integer'),
    ...(type.includes('long') && { format: 'int64' }),
  };
}

function draftDoubts(doubts: readonly string[]): Node {
  return doubts.length === 0 ? {} : { [comment]: doubts.map((doubt) => `TODO: ${doubt}.`).join('\n') };
}

/** The values of a place and its limits, as text. */
function formatEnum({ facts }: Place): string {
  return JSON.stringify([facts.type, facts.enum, draftLimits(facts, Object.keys(limits))]);
}

function draftLimits(facts: Place['facts'], rules: readonly string[]): Node {
  return Object.fromEntries(rules.flatMap((rule) => (rule in facts ? [[limits[rule], facts[rule]]] : [])));
}

function draftEnum(values: readonly unknown[]): Node {
  return {
    enum: values,
    'x-enumDescriptions': Object.fromEntries(values.map((value) => [String(value), draftText(`what ${value} means`)])),
  };
}

export function toPascalCase(name: string): string {
  return name.replaceAll(/(?:^|[-_.])(\w)/g, (_, letter: string) => letter.toUpperCase());
}
