import type { Deviation } from '@dli-openapi/authoring/deviations';
import type { DocumentedOperation } from '@dli-openapi/authoring/documented/types';
import type { Comparison, Witness } from './comparison.ts';
import { same } from './comparison.ts';
import { referencesOf } from './references.ts';

/** Evidence that can be checked, and who gives it. */
const witnesses: Record<string, Witness> = {
  'Chinese page of 2021': 'zh-2021',
  'OTC page of 2026': 'otc-en-2026',
  'SDK model of 2026': 'sdk-2026',
  "the page's own sample": 'sample',
};

/** Rules that are not about a row: the witnesses' rows cannot tell. */
const beside: ReadonlySet<string> = new Set(['operation', 'status', 'header', 'body', 'errorCode', 'sample', 'regions', 'credentials']);

/** The evidence that a deviation names and that bears out none of its differences. */
export function vainEvidence(
  { evidence, rule }: Deviation,
  covered: readonly Comparison[],
  documented: ReadonlyMap<string, DocumentedOperation>,
): string[] {
  if (beside.has(rule)) return [];
  return evidence.filter((name) => {
    const witness = witnesses[name];
    return witness !== undefined && !covered.some((comparison) => confirms(witness, comparison, documented.get(comparison.operationId)));
  });
}

function confirms(witness: Witness, { rule, pointer, page, document }: Comparison, operation: DocumentedOperation | undefined): boolean {
  const facts = operation && referencesOf(operation).get(pointer)?.witnesses.get(witness);
  if (rule === 'presence') return page === undefined ? facts !== undefined : facts === undefined;
  if (!facts) return false;
  const said = (facts as Record<string, unknown>)[rule];
  if (rule !== 'type') return same(said || undefined, document) || same(said, document);
  const types = String(document).split(' | ');
  return types.some((type) => type === said || (witness === 'sdk-2026' && type.replace(/integer|long/, 'number') === said));
}
