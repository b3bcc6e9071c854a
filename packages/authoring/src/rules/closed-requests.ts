import type { Pointer, SchemaRow } from '@dli-openapi/openapi';
import type { Location, Rule, Visit } from './redocly.ts';
import { formatAddress, WrittenSchemas } from './written-schemas.ts';

/**
 * Every object of a request refuses unknown fields, so that a misspelt optional field is noticed, or says in `x-dli-open` why not.
 * Nothing else has that reason.
 */
export const closedRequests: Rule = () => {
  const written = new WrittenSchemas();
  const needed = new Set<Pointer>();
  const reasons = new Map<Pointer, Location>();
  const check: Visit = (holder, context) => {
    for (const { type, typeAt, keywords } of listOpenObjects(written.listRows(holder, context))) {
      const reason = keywords.get('x-dli-open');
      const at = type === undefined ? typeAt : typeAt.slice(0, typeAt.lastIndexOf('/'));
      const message =
        'This object of a request accepts undescribed fields. Add `unevaluatedProperties: false`, or the reason as `x-dli-open`.';
      if (reason) needed.add(reason.at);
      else context.report({ message, location: written.locate(at) });
    }
  };
  const collect: Visit = (schema, { location }) => {
    const reason = location.child(['x-dli-open']);
    if ('x-dli-open' in schema) reasons.set(formatAddress(reason), reason);
  };
  return {
    RequestBody: { MediaType: { enter: check } },
    Parameter: { enter: check },
    Schema: { enter: collect },
    ref: { enter: collect },
    Root: {
      leave: (_root, { report }) => {
        for (const [at, location] of reasons) {
          if (needed.has(at)) continue;
          const message =
            'This needs no reason: it is not in a request, or accepts described fields only, as a map does. Delete `x-dli-open`.';
          report({ message, location });
        }
      },
    },
  };
};

/** Lists the objects that accept undescribed fields, each alternative separately. */
function listOpenObjects(rows: readonly SchemaRow[]): SchemaRow[] {
  return rows.flatMap((row) => {
    const alternatives = row.variants.length > 0 ? row.variants : [[row, ...rows]];
    return alternatives.flatMap(([top, ...others]) => (top && isOpen(top, others) ? [top] : []));
  });
}

/** A map from any name to a described value has no undescribed fields. */
function isOpen({ closed, pointer }: SchemaRow, rows: readonly SchemaRow[]): boolean {
  const values = pointer === '' ? '*' : `${pointer}.*`;
  return closed === false && !rows.some((row) => row.pointer === values);
}
