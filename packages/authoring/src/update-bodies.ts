import type { Document, Node, Schema } from '@dli-openapi/openapi';
import { isNode, listOperations, listSubschemas, omitKey, renameKey, replaceAt } from '@dli-openapi/openapi';

const prefix = '#/components/schemas/';

/**
 * Writes `x-dli-default` in place of `default` in the bodies of updates: programs that fill in defaults would set everything back
 * that an update leaves as it is. A schema that is used elsewhere too gets a copy for updates, `FlinkJobSettingsUpdate`.
 */
export function hideUpdateDefaults(document: Document): Document {
  const schemas = document.components.schemas ?? {};
  const bodies = new Set(listUpdates(document).map(({ node }) => node.requestBody));
  const elsewhere = listReached([document.paths, omitKey(document.components, 'schemas')], schemas, bodies);
  const names = new Map(
    [...listReached([...bodies], schemas)]
      .filter((name) => [name, ...listReached(schemas[name], schemas)].some((part) => hasDefault(schemas[part] ?? {})))
      .map((name) => [name, elsewhere.has(name) ? `${name}Update` : name]),
  );

  const convert = (schema: Schema): Schema => {
    const renamed = renameKey(schema, 'default', 'x-dli-default');
    const name = names.get(String(renamed.$ref).replace(prefix, ''));
    const whole = name === undefined ? renamed : { ...renamed, $ref: prefix + name };
    return listSubschemas(whole).reduce((result, { keys, schema: part }) => replaceAt(result, keys, convert(part)), whole);
  };

  const converted = { ...document.paths };
  for (const { path, method, node } of listUpdates(document)) {
    const body = replaceAt(node.requestBody, ['content', 'application/json', 'schema'], convert(getBodySchema(node)));
    converted[path] = { ...converted[path], [method]: { ...node, requestBody: body } };
  }
  const entries = Object.entries(schemas).flatMap(([name, schema]): [string, Schema][] => {
    const target = names.get(name);
    if (target === undefined) return [[name, schema]];
    return target === name ? [[name, convert(schema)]] : [[name, schema], [target, convert(schema)]];
  });
  return { ...document, paths: converted, components: { ...document.components, schemas: Object.fromEntries(entries) } };
}

function listUpdates(document: Document) {
  return listOperations(document).filter(({ method, requestBody }) => requestBody && ['put', 'patch'].includes(method));
}

function getBodySchema({ requestBody }: Node): Schema {
  return (requestBody as { content: Record<string, { schema: Schema }> }).content['application/json']?.schema ?? {};
}

function hasDefault(schema: Schema): boolean {
  return 'default' in schema || listSubschemas(schema).some(({ schema: part }) => hasDefault(part));
}

/** The names of the schemas that a part of the document refers to, directly or through others. */
function listReached(part: unknown, schemas: Record<string, Schema>, omitted: ReadonlySet<unknown> = new Set()): Set<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (omitted.has(value) || typeof value !== 'object' || value === null) return;
    const reference = isNode(value) && typeof value.$ref === 'string' ? value.$ref : '';
    const name = reference.replace(prefix, '');
    if (name !== reference && !names.has(name)) {
      names.add(name);
      visit(schemas[name]);
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(part);
  return names;
}
