import type { Node, SchemaRow } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import type { Context, Rule } from './redocly.ts';
import { WrittenSchemas } from './written-schemas.ts';

/** What `x-dli-paging` names is there: parameters that are integers, and in the response a list and an integer. */
export const paging: Rule = () => {
  const written = new WrittenSchemas();
  return {
    Operation: {
      enter: (operation, context) => {
        const extension = operation['x-dli-paging'];
        if (!isNode(extension)) return;
        const { style, size, position, items, total } = extension;
        const report = (message: string) => context.report({ message, location: context.location.child(['x-dli-paging']) });
        const rows = new Map(listParameters(operation, context).map(([name, node, at]) => [name, written.listRows(node, at)[0]]));
        for (const name of [size, position].filter((value) => value !== undefined)) {
          const row = rows.get(String(name));
          if (!row) report(`\`${name}\` is not a parameter of the query. Add it, or correct the name.`);
          else if (!/^(integer|long)$/.test(row.type ?? '')) report(`\`${name}\` is not an integer. Correct its type, or the name.`);
        }
        const keywords = rows.get(String(size))?.keywords;
        if (style === 'page' && keywords && !keywords.has('maximum') && !keywords.has('default')) {
          report(`\`${size}\` has neither \`default\` nor \`maximum\`, so that nothing says where page 2 begins. Add one of them.`);
        }
        const received = listResponses(operation, context).map(([node, at]) => written.listRows(node, at));
        const check = (name: unknown, type: RegExp, what: string) => {
          if (name === undefined || received.every((response) => type.test(findType(response, name) ?? ''))) return;
          report(`\`${name}\` is not ${what} in the response. Correct its type, or the name.`);
        };
        check(items, /^array</, 'a list');
        check(total, /^(integer|long)$/, 'an integer');
      },
    },
  };
};

function findType(rows: readonly SchemaRow[], name: unknown): string | undefined {
  return rows.find(({ pointer }) => pointer === name)?.type;
}

type Found = [node: Node, context: Context];

/** What a node or its reference stands for, and where that stands. */
function follow(node: unknown, context: Context): Found | undefined {
  const { node: target, location } = isNode(node) && '$ref' in node ? context.resolve(node) : { node, location: context.location };
  return isNode(target) ? [target, { ...context, location: location ?? context.location }] : undefined;
}

function listParameters({ parameters }: Node, context: Context): [name: string, ...Found][] {
  return (Array.isArray(parameters) ? parameters : []).flatMap((parameter) => {
    const found = follow(parameter, context);
    return found?.[0].in === 'query' ? [[String(found[0].name), ...found] as [string, ...Found]] : [];
  });
}

/** The JSON of each response of success. */
function listResponses({ responses }: Node, context: Context): Found[] {
  return Object.entries(isNode(responses) ? responses : {}).flatMap(([status, response]) => {
    const found = /^2/.test(status) ? follow(response, context) : undefined;
    const content = found?.[0].content;
    const media = isNode(content) ? content['application/json'] : undefined;
    return found && isNode(media) ? [[media, found[1]] as Found] : [];
  });
}
