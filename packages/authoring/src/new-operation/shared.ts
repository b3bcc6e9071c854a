// Finds what a draft can refer to: common parameters, and schemas that several operations use.
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Document, Node, SchemaRow } from '@dli-openapi/openapi';
import { joinPointer, listSchemaRows, SchemaReader } from '@dli-openapi/openapi';
import { specFolder } from '@dli-openapi/openapi/files';
import { parse } from 'yaml';
import { isSame } from '../statements.ts';
import type { Place } from './places.ts';
import { formatFact, limits } from './places.ts';

interface Candidate {
  /** Such as `schemas/common/Tag.yaml#/Tag`. */
  address: string;
  isUsed: boolean;
  top: SchemaRow;
  /** Empty for an object of another family, whose names may mean something else. */
  fields: SchemaRow[];
}

/** Shared schemas that describe fields of an object. */
export interface Parts {
  addresses: string[];
  /** The fields that no shared schema describes. */
  rest: Place[];
  /** The described fields that are required, but not by the schemas. */
  required: string[];
  /** What else is stated of the described fields, but not by the schemas. */
  doubts: string[];
}

export class Shared {
  /** The names of all schemas, which must be unique. */
  readonly names: ReadonlySet<string>;
  readonly #common: { parameters: Record<string, Node>; operation: { parameters: Node[] } };
  readonly #candidates: Candidate[];
  readonly #isUsed: (name: string) => boolean;

  /** @param family the folder of the operation: schemas that its other operations use come first */
  constructor(document: Document, family: string) {
    const read = (file: string): string => readFileSync(join(specFolder, file), 'utf8');
    const texts = globSync(`{operations,schemas}/${family}/*.yaml`, { cwd: specFolder }).map(read);
    this.#isUsed = (name) => texts.some((text) => new RegExp(`#/(parameters/)?${name}\\b`).test(text));
    this.#common = parse(read('common.yaml'));
    const { schemas = {} } = document.components;
    this.names = new Set(Object.keys(schemas));
    const reader = new SchemaReader(document);
    const files = globSync('schemas/*/[A-Z]*.yaml', { cwd: specFolder }).sort();
    this.#candidates = files
      .flatMap((file) => Object.keys(parse(read(file)) as Node).map((name) => ({ name, address: `${file}#/${name}` })))
      .flatMap(({ name, address }) => {
        const schema = schemas[name];
        const [top, ...rows] = schema ? listSchemaRows(reader.flatten(schema, joinPointer('/components/schemas', name))) : [];
        const fields = rows.filter(({ pointer }) => /^[^.[{*]+$/.test(pointer));
        const isNear = ['common', family].includes(address.split('/')[1] ?? '');
        return top ? [{ address, isUsed: this.#isUsed(name), top, fields: isNear ? fields : [] }] : [];
      })
      .sort((one, other) => Number(other.isUsed) - Number(one.isUsed) || other.fields.length - one.fields.length);
  }

  /** Finds the common parameter that a draft refers to; `given` if every operation has it. */
  findParameter(location: string, { name, facts }: Place): Node | 'given' | undefined {
    const entries = Object.entries(this.#common.parameters)
      .filter(([, entry]) => entry.in === location && entry.name === name)
      // The shortest name is that of the general one.
      .sort(([one], [other]) => one.length - other.length);
    const found = entries.find(([entry]) => this.#isUsed(entry)) ?? entries.find(([, { schema }]) => isLike(schema as Node, facts));
    if (this.#common.operation.parameters.some(({ $ref }) => entries.some(([entry]) => basename(String($ref)) === entry))) return 'given';
    return found && { $ref: `../../common.yaml#/parameters/${found[0]}` };
  }

  /** Finds a schema with the same values, and the limits that it lacks. */
  findEnum({ facts }: Place): { address: string; missing: string[] } | undefined {
    const found = this.#candidates.find(({ top }) => isSame(top.keywords.get('enum')?.value, facts.enum));
    return found && 'enum' in facts ? { address: found.address, missing: listMissing(found.top, facts) } : undefined;
  }

  /** Finds schemas whose fields an object has. A schema that refuses other fields has to have all of the object's. */
  findParts({ fields }: Place, isRequest: boolean): Parts {
    const parts: Parts = { addresses: [], rest: fields, required: [], doubts: [] };
    for (const { address, top, fields: rows } of this.#candidates) {
      const matches = rows.flatMap((row) =>
        parts.rest.filter((field) => field.name === row.pointer && hasType(row, field)).map((field) => ({ row, field })),
      );
      const isClosed = isRequest && rows.length === fields.length;
      if (rows.length < 2 || matches.length < rows.length || top.closed !== isClosed) continue;
      parts.addresses.push(address);
      parts.rest = parts.rest.filter((field) => !matches.some((match) => match.field === field));
      parts.doubts.push(...matches.flatMap(({ row, field }) => [...field.doubts, ...listLost(row, field, address)]));
      for (const { row, field } of matches) {
        field.isShared = true;
        if (field.facts.required === true && !row.required) parts.required.push(field.name);
      }
    }
    return parts;
  }
}

/** Lists what is stated of a field, but not by the schema that a draft refers to. */
function listLost(row: SchemaRow, { name, facts }: Place, address: string): string[] {
  return listMissing(row, facts).map(
    (rule) => `${name} has ${rule} ${formatFact(facts[rule])}, and not in ${basename(address)}. Describe it here, or write a deviation`,
  );
}

/** Lists the limits that a schema lacks or has with another value. */
function listMissing({ keywords }: SchemaRow, facts: Place['facts']): string[] {
  return Object.keys(limits).filter((rule) => rule in facts && !isSame(keywords.get(limits[rule] as string)?.value, facts[rule]));
}

function isLike(schema: Node, facts: Place['facts']): boolean {
  return schema.type === String(facts.type).replace('long', 'integer') && schema.default === facts.default;
}

function hasType({ type }: SchemaRow, { facts }: Place): boolean {
  const types = type?.split(' | ').map((name) => name.replace('long', 'integer'));
  return types?.includes(String(facts.type).replace('long', 'integer')) === true;
}
