import type { Deviation } from '@dli-openapi/authoring/deviations';
import type { Documented, DocumentedOperation } from '@dli-openapi/authoring/documented/types';
import type { Comparison } from './comparison.ts';
import { same } from './comparison.ts';
import { vainEvidence } from './evidence.ts';
import { matches } from './pattern.ts';
import type { Violation } from './violation.ts';
import { deviationViolation, differenceViolation } from './violation.ts';

export interface Outcome {
  violations: Violation[];
  /** The differences that a deviation accounts for. */
  excused: ReadonlySet<Comparison>;
}

/** Holds the differences against the deviations: each difference needs one, and each deviation a difference. */
export function applyDeviations(comparisons: readonly Comparison[], documented: Documented, deviations: readonly Deviation[]): Outcome {
  const differences = new Set(comparisons.filter(({ page, document }) => !same(page, document)));
  const groups = groupedByRule(comparisons, differences);
  const operations = new Map(documented.operations.map((operation) => [operation.operationId, operation]));
  const owners = new Map<Comparison, Deviation>();
  const violations: Violation[] = [];
  for (const deviation of deviations) {
    const covered: Comparison[] = [];
    for (const operationId of deviation.operations === 'all' ? operations.keys() : deviation.operations) {
      const group = groups.get(`${operationId} ${deviation.rule}`);
      for (const pointer of deviation.pointers) {
        const found = find(deviation, operationId, pointer, group);
        if (typeof found === 'string') violations.push(deviationViolation(deviation, operationId, pointer, found));
        else if (found) covered.push(found);
      }
    }
    for (const comparison of covered) {
      const fault = faultOf(deviation, comparison, owners.get(comparison));
      if (fault !== undefined) violations.push(deviationViolation(deviation, comparison.operationId, comparison.pointer, fault));
      owners.set(comparison, deviation);
    }
    violations.push(...evidenceFaults(deviation, covered, operations));
  }
  const open = [...differences].filter((comparison) => !owners.has(comparison));
  return { violations: [...open.map(differenceViolation), ...violations], excused: new Set(owners.keys()) };
}

/** What was compared by one rule in one operation. */
interface Group {
  agreeing: Comparison[];
  differing: Comparison[];
}

function groupedByRule(comparisons: readonly Comparison[], differences: ReadonlySet<Comparison>): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const comparison of comparisons) {
    const key = `${comparison.operationId} ${comparison.rule}`;
    const group = groups.get(key) ?? { agreeing: [], differing: [] };
    groups.set(key, group);
    (differences.has(comparison) ? group.differing : group.agreeing).push(comparison);
  }
  return groups;
}

/** The difference that a deviation means at one place, undefined where the page itself already agrees, or a fault in words. */
function find(
  { operations, document, rule }: Deviation,
  operationId: string,
  pointer: string,
  { agreeing, differing }: Group = { agreeing: [], differing: [] },
): Comparison | undefined | string {
  const meets = (candidate: Comparison): boolean => matches(pointer, candidate.pointer);
  const [found, second] = differing.filter(meets);
  if (second) return `${pointer} meets several places of ${operationId}: write them out`;
  if (found) return found;
  if (operations === 'all' && agreeing.some((candidate) => meets(candidate) && same(candidate.document, document))) return undefined;
  return `it no longer applies: page and document do not differ in ${rule} there. Delete it, or this place of it`;
}

function faultOf(deviation: Deviation, { page, document }: Comparison, owner: Deviation | undefined): string | undefined {
  if (owner) return `${owner.id} is about the same place: keep one of them`;
  if (!same(page, deviation.page)) return `its "page" is not what the page says, ${inWords(page)}`;
  if (!same(document, deviation.document)) return `its "document" is not what the document says, ${inWords(document)}`;
  return undefined;
}

function inWords(value: unknown): string {
  return value === undefined ? 'which is nothing: leave it out' : JSON.stringify(value);
}

function evidenceFaults(deviation: Deviation, covered: Comparison[], operations: ReadonlyMap<string, DocumentedOperation>): Violation[] {
  const [first] = covered;
  if (!first) return [];
  return vainEvidence(deviation, covered, operations).map((name) =>
    deviationViolation(deviation, first.operationId, first.pointer, `its evidence "${name}" bears it out nowhere`),
  );
}
