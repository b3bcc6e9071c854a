import type { Document, Schema } from '@dli-openapi/openapi';
import { listOperations, listSubschemas, mediaType, omitKey, renameKey, replaceAt } from '@dli-openapi/openapi';
import { listReached, schemaPrefix } from './reached-schemas.ts';

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
    const name = names.get(String(renamed.$ref).replace(schemaPrefix, ''));
    const whole = name === undefined ? renamed : { ...renamed, $ref: schemaPrefix + name };
    return listSubschemas(whole).reduce((result, { keys, schema: part }) => replaceAt(result, keys, convert(part)), whole);
  };

  const converted = { ...document.paths };
  for (const { path, method, node, requestBody } of listUpdates(document)) {
    const body = replaceAt(node.requestBody, ['content', mediaType, 'schema'], convert(requestBody.schema));
    converted[path] = { ...converted[path], [method]: { ...node, requestBody: body } };
  }
  const entries = Object.entries(schemas).flatMap(([name, schema]): [string, Schema][] => {
    const target = names.get(name) ?? '';
    const own: [string, Schema][] = target === name ? [] : [[name, schema]];
    return target === '' ? own : [...own, [target, convert(schema)]];
  });
  return { ...document, paths: converted, components: { ...document.components, schemas: Object.fromEntries(entries) } };
}

function listUpdates(document: Document) {
  return listOperations(document).flatMap(({ method, path, node, requestBody }) =>
    requestBody && ['put', 'patch'].includes(method) ? [{ method, path, node, requestBody }] : [],
  );
}

function hasDefault(schema: Schema): boolean {
  return 'default' in schema || listSubschemas(schema).some(({ schema: part }) => hasDefault(part));
}
