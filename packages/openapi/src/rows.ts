import type { Document, Node, Operation, Response } from './document.ts';
import { listOperations } from './document.ts';
import { getList, getNode, isNode, omitKey } from './node.ts';
import type { Pointer } from './pointer.ts';
import { joinPointer } from './pointer.ts';
import type { FlatSchema } from './schema.ts';
import { SchemaReader } from './schema.ts';
import type { SchemaRow } from './schema-rows.ts';
import { listSchemaRows } from './schema-rows.ts';

/** One fact that the document states. Texts and examples are not facts. */
export interface Row {
  /** `common` for what holds for all operations. */
  operationId: string;
  /** Such as `operation`, `status.400`, `query.limit`, `response.job_list.jobs[].status`. */
  place: string;
  /** What is stated of the place: a keyword, or one of `presence`, `required`, `type`, `nullable`, `openness`, `variants` and the like. */
  rule: string;
  value: unknown;
  /** Where the document states it. */
  at: Pointer;
}

/** Stands in place of an operationId for facts that hold for all operations. */
export const common = 'common';

/** The names of extensions in the documented facts. */
const ruleNames: Record<string, string> = {
  'x-dli-unit': 'unit',
  'x-dli-default': 'default',
  'x-dli-default-formula': 'defaultFormula',
  'x-dli-only-when': 'onlyWhen',
};

/** Keys whose value is a text, or an example. */
const texts: ReadonlySet<string> = new Set([
  ...['summary', 'description', 'title', 'x-displayName', 'x-dli-open', 'x-enumDescriptions', 'meaning', 'cure'],
  ...['example', 'examples', 'x-codeSamples'],
]);
/** Keys whose content is read. */
const structural: ReadonlySet<string> = new Set(['parameters', 'requestBody', 'responses', 'schema', 'content', 'name', 'in', 'required']);
const json = ['content', 'application/json', 'schema'];

type Fact = Pick<Row, 'rule' | 'value' | 'at'>;
type Add = (place: string, facts: readonly Fact[]) => void;

/** Lists every fact of a document, operation by operation. */
export function listRows(document: Document): Row[] {
  const reader = new SchemaReader(document);
  const operations = listOperations(document);
  return [
    ...operations.flatMap((operation) => listOperationRows(document, operation, reader)),
    ...listCommonRows(document, operations, reader),
  ];
}

/** Formats a place from its location and the pointer below that: `query.limit`, `response[].message`. */
export function formatPlace(location: string, pointer: string): string {
  return pointer === '' || pointer.startsWith('[') ? location + pointer : `${location}.${pointer}`;
}

/** Lists the facts of one operation. The bodies of its errors are among {@link listCommonRows}. */
export function listOperationRows(document: Document, operation: Operation, reader: SchemaReader): Row[] {
  const { operationId, method, path, parameters, requestBody, responses, node } = operation;
  const at = joinPointer('/paths', path, method);
  const rows: Row[] = [];
  const add: Add = (place, facts) => rows.push(...facts.map((fact) => ({ operationId, place, ...fact })));
  const own = listOtherFacts(node, at).map((fact) =>
    fact.rule === 'security' ? { ...fact, value: listCredentials(document, fact.value) } : fact,
  );
  add('operation', [{ rule: 'method', value: method, at }, { rule: 'path', value: path, at }, ...own]);
  for (const { name, in: location, required, schema = {}, node: parameter, at: where } of parameters) {
    addSchemaRows(
      add,
      `${location}.${name}`,
      reader.flatten(schema, joinPointer(where, 'schema')),
      required,
      joinPointer(where, 'required'),
    );
    add(`${location}.${name}`, listOtherFacts(parameter, where));
  }
  if (requestBody) {
    const where = joinPointer(at, 'requestBody');
    const view = reader.flatten(requestBody.schema, joinPointer(where, ...json));
    addSchemaRows(add, 'body', view, requestBody.required, joinPointer(where, 'required'));
  }
  addResponses(add, responses, joinPointer(at, 'responses'), reader);
  return rows.filter(({ place, rule, value }) => rule !== 'onlyWhen' || isApplicable(place, value, rows));
}

/** Lists regions, credentials, the bodies of errors, and whatever else the document states once. */
export function listCommonRows(document: Document, operations: readonly Operation[], reader: SchemaReader): Row[] {
  const rows: Row[] = [];
  const add: Add = (place, facts) => rows.push(...facts.map((fact) => ({ operationId: common, place, ...fact })));
  const { paths: _paths, components: _components, servers, security, ...rest } = document;
  add('document', [...listLeaves(rest, '')]);
  add('security', [{ rule: 'credentials', value: listCredentials(document, security), at: '/security' }]);
  addServers(add, (servers ?? []) as Node[]);
  // Each schema of an error is read once, however many responses share it.
  const seen = new Set<unknown>();
  for (const { responses, path, method } of operations) {
    for (const [status, { content }] of Object.entries(responses)) {
      const schema = content?.schema;
      if (status.startsWith('2') || !schema || seen.has(schema.$ref ?? schema)) continue;
      seen.add(schema.$ref ?? schema);
      addSchemaRows(add, 'error', reader.flatten(schema, joinPointer('/paths', path, method, 'responses', status, ...json)), true);
    }
  }
  return rows;
}

function addResponses(add: Add, responses: Record<string, Response>, at: Pointer, reader: SchemaReader): void {
  for (const [status, { content }] of Object.entries(responses)) {
    const where = joinPointer(at, status);
    add(`status.${status}`, [{ rule: 'presence', value: 'present', at: where }]);
    if (!content) continue;
    if (status.startsWith('2')) addSchemaRows(add, 'response', reader.flatten(content.schema, joinPointer(where, ...json)), true);
    else add(`status.${status}`, [{ rule: 'body', value: 'error', at: where }]);
  }
  const statuses = Object.keys(responses);
  for (const name of new Set(Object.values(responses).flatMap(({ headers }) => Object.keys(headers)))) {
    const carrying = statuses.filter((status) => responses[status]?.headers[name]);
    add(`headers.${name}`, [{ rule: 'header', value: carrying.length === statuses.length ? 'every status' : carrying, at }]);
    const facts = carrying.map((status) => {
      const header = responses[status]?.headers[name];
      if (!header) return [];
      const [row] = listSchemaRows(reader.flatten(header.schema ?? {}, joinPointer(header.at, 'schema')));
      return [...listOtherFacts(header.node, header.at), ...(row ? listSchemaFacts(row) : [])];
    });
    // If the statuses disagree, the value is a list.
    const rules = new Set(facts.flat().map(({ rule }) => rule));
    add(
      `headers.${name}`,
      [...rules].map((rule) => {
        const values = facts.map((some) => some.find((fact) => fact.rule === rule)?.value);
        return { rule, value: values.every((value) => isSame(value, values[0])) ? values[0] : values, at };
      }),
    );
  }
}

function addServers(add: Add, servers: readonly Node[]): void {
  for (const [index, { url, variables, ...rest }] of servers.entries()) {
    const at = joinPointer('/servers', index);
    const { region = {}, domain = {}, ...others } = (variables ?? {}) as Record<string, Node>;
    const apart = getNode(region, 'x-dli-region-domains');
    const regions = new Map<string, string[]>();
    for (const name of getList(region, 'enum').map(String)) {
      const under = String(apart[name] ?? domain.default);
      regions.set(under, [...(regions.get(under) ?? []), name]);
    }
    add('document', [
      ...listLeaves(
        {
          url,
          variables: { region: omitKey(omitKey(region, 'enum'), 'x-dli-region-domains'), domain: omitKey(domain, 'enum'), ...others },
          ...rest,
        },
        at,
      ),
    ]);
    add('servers.domain', [{ rule: 'enum', value: domain.enum, at: joinPointer(at, 'variables', 'domain', 'enum') }]);
    for (const [name, value] of regions)
      add(`servers.${name}`, [{ rule: 'regions', value, at: joinPointer(at, 'variables', 'region', 'enum') }]);
  }
}

/** Lists the headers of which a request carries one; `nothing` if it may carry none. */
function listCredentials({ components }: Document, security: unknown): string[] {
  return ((security ?? []) as Node[]).map((requirement) => {
    const names = Object.keys(requirement).map((name) => {
      const scheme = components.securitySchemes?.[name];
      return scheme?.type === 'apiKey' && scheme.in === 'header' ? String(scheme.name) : `${name}, which is not a header`;
    });
    return names.join(' and ') || 'nothing';
  });
}

function addSchemaRows(add: Add, location: string, view: FlatSchema, required: boolean, requiredAt?: Pointer): void {
  const rows = listSchemaRows(view);
  const [top, ...others] = rows;
  for (const row of top ? [{ ...top, required, requiredAt }, ...others] : []) {
    const openness =
      row.closed !== undefined && hasNames(row, rows) ? [{ rule: 'openness', value: row.closed ? 'closed' : 'open', at: row.at }] : [];
    add(formatPlace(location, row.pointer), [{ rule: 'presence', value: 'present', at: row.at }, ...listSchemaFacts(row), ...openness]);
    const variants = listVariantFacts(row, rows);
    if (variants.some((variant) => Object.keys(variant).length > 0))
      add(formatPlace(location, row.pointer), [{ rule: 'variants', value: variants, at: row.at }]);
  }
}

function listSchemaFacts({ at, required, requiredAt, type, typeAt, nullable, keywords }: SchemaRow): Fact[] {
  return [
    ...(required ? [{ rule: 'required', value: true, at: requiredAt ?? at }] : []),
    ...(type === undefined ? [] : [{ rule: 'type', value: type, at: typeAt }]),
    ...(nullable ? [{ rule: 'nullable', value: true, at }] : []),
    ...[...keywords]
      .filter(([word]) => !texts.has(word))
      .map(([word, { value, at: where }]) =>
        word === 'contentMediaType'
          ? { rule: 'json', value: value === 'application/json' ? true : value, at: where }
          : { rule: ruleNames[word] ?? word, value, at: where },
      ),
  ];
}

/** Lists, for each alternative and pointer, what it says beyond the whole schema, and which fields only it has. */
function listVariantFacts({ pointer, variants }: SchemaRow, rows: readonly SchemaRow[]): Record<string, Record<string, unknown>>[] {
  // Alternatives of different types differ in their fields anyway.
  const isOfOneType = new Set(variants.map(([top]) => top?.type)).size === 1;
  return variants.map((variant) => {
    const said = variant.map((row): [string, Record<string, unknown>] => {
      const whole = rows.find((other) => other.pointer === formatPlace(pointer, row.pointer).replace(/^\./, ''));
      const known = whole ? listSchemaFacts(whole) : [];
      const facts = listSchemaFacts(row).filter(
        // The whole schema already lists the types and values of all alternatives.
        ({ rule, value }) =>
          !(row.pointer === '' && (rule === 'type' || rule === 'enum' || rule === 'nullable')) &&
          !known.some((fact) => fact.rule === rule && isSame(fact.value, value)),
      );
      const isEverywhere = isOfOneType ? variants.every((other) => other.some(({ pointer: place }) => place === row.pointer)) : true;
      return [
        row.pointer,
        { ...(!isEverywhere && { presence: 'present' }), ...Object.fromEntries(facts.map(({ rule, value }) => [rule, value])) },
      ];
    });
    return Object.fromEntries(said.filter(([, facts]) => Object.keys(facts).length > 0));
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function hasNames({ pointer }: SchemaRow, rows: readonly SchemaRow[]): boolean {
  const below = pointer === '' ? '' : `${pointer}.`;
  return rows.some((row) => row.pointer !== pointer && row.pointer.startsWith(below) && !row.pointer.startsWith(`${below}*`));
}

/** Whether an operation has the fields that a condition names. */
function isApplicable(place: string, condition: unknown, rows: readonly Row[]): boolean {
  const beside = place.slice(0, place.lastIndexOf('.') + 1);
  const has = (name: string): boolean => rows.some((row) => row.place === name);
  return isNode(condition) && Object.keys(condition).every((name) => has(`query.${name}`) || has(beside + name));
}

/** Lists the remaining facts of a node. */
function listOtherFacts(node: Node, at: Pointer): Fact[] {
  return Object.entries(node)
    .filter(([key]) => !texts.has(key) && !structural.has(key))
    .map(([key, value]) => ({ rule: key, value: isNode(value) ? omitTexts(value) : value, at: joinPointer(at, key) }));
}

function omitTexts(node: Node): Node {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !texts.has(key)));
}

/** Lists every leaf below a node by its pointer. */
function* listLeaves(value: unknown, at: Pointer): Generator<Fact> {
  if (typeof value !== 'object' || value === null) yield { rule: at, value, at };
  else for (const [key, child] of Object.entries(value)) if (!texts.has(key)) yield* listLeaves(child, joinPointer(at, key));
}
