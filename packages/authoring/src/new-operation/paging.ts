import type { Node } from '@dli-openapi/openapi';
import type { Location, Place } from './places.ts';

/** Names of parameters for the position of a page, and what they count. */
const positions: Record<string, string> = { offset: 'offset', from: 'offset', 'current-page': 'page' };
/** Names of parameters for the size of a page. */
const sizes = ['limit', 'size', 'page-size'];

/** Drafts the paging of a list, if its parameters have common names. */
export function draftPaging(operationId: string, { query, response }: Record<Location, Place>): { 'x-dli-paging'?: Node } {
  const find = (names: readonly string[]): string | undefined => query.fields.find(({ name }) => names.includes(name))?.name;
  const size = find(sizes);
  const position = size === undefined ? undefined : find(Object.keys(positions));
  const list = findList(response, []);
  if (!list || !operationId.startsWith('list')) return {};
  const total = list.holder.fields.find(({ name, facts }) => /total|count/.test(name) && /integer|long/.test(String(facts.type)));
  const formatPath = (name: string): string => [...list.above, name].join('.');
  return {
    'x-dli-paging': {
      ...(position !== undefined && { style: positions[position] }),
      ...(size !== undefined && { size }),
      ...(position !== undefined && { position }),
      items: formatPath(list.name),
      ...(total && { total: formatPath(total.name) }),
    },
  };
}

/** Finds the first array of objects, and the names above it. */
function findList(holder: Place, above: string[]): { holder: Place; above: string[]; name: string } | undefined {
  const name = holder.fields.find(({ items }) => items && items.fields.length > 0)?.name;
  if (name !== undefined) return { holder, above, name };
  return holder.fields.map((field) => findList(field, [...above, field.name])).find((found) => found !== undefined);
}
