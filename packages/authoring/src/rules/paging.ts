import type { Node, SchemaRow } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import type { Found } from './operation-parts.ts';
import { findJson, listParameters } from './operation-parts.ts';
import type { Context, Rule } from './redocly.ts';
import { WrittenSchemas } from './written-schemas.ts';

/** What `x-dli-paging` names exists: parameters that are integers, and in the response a list and an integer. */
export const paging: Rule = () => {
  const written = new WrittenSchemas();
  return {
    Operation: {
      enter: (operation, context) => {
        const extension = operation['x-dli-paging'];
        if (!isNode(extension)) return;
        const { style, size, position, items, total } = extension;
        const report = (message: string) => context.report({ message, location: context.location.child(['x-dli-paging']) });
        const query = listParameters(operation, context).filter(([{ in: place }]) => place === 'query');
        const rows = new Map(query.map(([node, at]) => [node.name, written.listRows(node, at)[0]]));
        for (const name of [size, position].filter((value) => value !== undefined)) {
          const row = rows.get(name);
          if (!row) report(`\`${name}\` is not a parameter of the query. Add it, or correct the name.`);
          else if (!/^(integer|long)$/.test(row.type ?? '')) report(`\`${name}\` is not an integer. Correct its type, or the name.`);
        }
        const keywords = rows.get(size)?.keywords;
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

/** Lists the JSON of each successful response. */
function listResponses({ responses }: Node, context: Context): Found[] {
  return Object.entries(isNode(responses) ? responses : {}).flatMap(([status, response]) => {
    const found = /^2/.test(status) ? findJson(response, context) : undefined;
    return found ? [found] : [];
  });
}
