// Drafts the schemas of an operation from its places. What remains to be written is marked TODO, which lint reports.
import { posix } from 'node:path';
import type { Node } from '@dli-openapi/openapi';
import { omitKey } from '@dli-openapi/openapi';
import type { Place } from './places.ts';
import { limits, toSingular } from './places.ts';
import type { Parts, Shared } from './shared.ts';
import { comment } from './yaml.ts';

/** Drafts the schemas of one operation. Each object becomes an entry of its file of schemas. */
export class Schemas {
  readonly entries: Record<string, Node> = {};
  readonly #file: string;
  readonly #operation: string;
  readonly #shared: Shared;
  /** The enums that several places share. */
  readonly #repeated: ReadonlySet<string>;
  /** The address of each shared enum. */
  readonly #enums = new Map<string, string>();

  /** @param file the file of the entries */
  constructor(file: string, places: readonly Place[], shared: Shared) {
    const enums = places.filter(({ facts }) => 'enum' in facts).map(formatEnum);
    this.#repeated = new Set(enums.filter((text, index) => enums.indexOf(text) !== index));
    this.#file = file;
    this.#operation = toPascalCase(posix.basename(file, '.yaml'));
    this.#shared = shared;
  }

  /** Drafts the schema of a request or a response, and refers to it. */
  draftBody(place: Place, kind: 'Request' | 'Output', from: string): Node {
    return this.#draftEntry(place, this.#operation + kind, kind === 'Request', from);
  }

  /** @param from the file that contains it */
  draft(place: Place, isRequest: boolean, from = this.#file): Node {
    const { name, facts, fields } = place;
    const known = this.#shared.findEnum(place);
    if (known) return { ...draftLimits(facts, known.missing), ...createReference(known.address, from) };
    if (fields.length > 0) return this.#draftEntry(place, this.#formatName(name), isRequest, from);
    if (this.#repeated.has(formatEnum(place))) return createReference(this.#addEnum(place), from);
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
      // Doubts about items stand above the array, so that the items can be a mere reference.
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
    if (whole !== undefined && place.isShared) return { ...draftDoubts(doubts), ...createReference(whole, from) };
    const name = this.#chooseName(wanted);
    // Its parts come below it.
    this.entries[name] = {};
    Object.assign(
      this.entries[name],
      place.items ? this.#draftValue(place, isRequest, this.#file) : this.#draftObject({ ...place, doubts }, parts, isRequest),
    );
    return createReference(`${this.#file}#/${name}`, from);
  }

  /** Creates the name of an entry, which contains the family: `QueueProperties`, `Queue`. */
  #formatName(name: string): string {
    const family = toPascalCase(toSingular(posix.basename(posix.dirname(this.#file))));
    const own = toPascalCase(name);
    if (family.endsWith(own)) return family;
    return own.startsWith(family) ? own : family + own;
  }

  /** Creates a name that no other schema has. */
  #chooseName(wanted: string): string {
    return this.#shared.names.has(wanted) || wanted in this.entries ? this.#operation + wanted : wanted;
  }

  #draftObject(place: Place, { addresses, rest, required: others }: Parts, isRequest: boolean): Node {
    const required = [...others, ...rest.filter(({ facts }) => facts.required === true).map(({ name }) => name)];
    return {
      ...draftHead(place, 'object', rest.length + addresses.length === 0 && 'no source states the fields. List them'),
      ...(addresses.length > 0 && { allOf: addresses.map((address) => createReference(address, this.#file)) }),
      ...(required.length > 0 && { required }),
      properties: Object.fromEntries(rest.map((field) => [field.name, this.draft(field, isRequest)])),
      ...(isRequest && { unevaluatedProperties: false }),
    };
  }
}

/** @param from the file that refers */
function createReference(address: string, from: string): Node {
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

/** Formats the enum of a place and its limits, to compare them. */
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

function toPascalCase(name: string): string {
  return name.replaceAll(/(?:^|[-_.])(\w)/g, (_, letter: string) => letter.toUpperCase());
}
