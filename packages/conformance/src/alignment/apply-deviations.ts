import type { Difference } from '@dli-openapi/authoring/deviation';
import type { Deviation } from '@dli-openapi/authoring/deviations';
import type { Documented } from '@dli-openapi/authoring/documented/types';
import { isSame } from '@dli-openapi/authoring/statements';
import type { Comparison } from './compare-facts.ts';
import { listEvidenceFaults } from './evidence.ts';
import type { Violation } from './violation.ts';
import { createDeviationViolation, createDifferenceViolation } from './violation.ts';

/** Applies the deviations to the comparisons: each difference needs a deviation, and each deviation a difference. */
export function applyDeviations(comparisons: readonly Comparison[], documented: Documented, deviations: readonly Deviation[]): Violation[] {
  const groups = new Map<string, Comparison[]>();
  for (const comparison of comparisons) {
    const key = `${comparison.operationId} ${comparison.rule}`;
    groups.set(key, [...(groups.get(key) ?? []), comparison]);
  }
  const operations = new Map(documented.operations.map((operation) => [operation.operationId, operation]));
  const owners = new Map<Comparison, Deviation>();
  const faults = deviations.flatMap((deviation) => {
    const createFault = (operationId: string, place: string, fault: string) => [
      createDeviationViolation(deviation, operationId, place, fault),
    ];
    const covered: Comparison[] = [];
    const found = deviation.differences.flatMap((difference) => {
      const operationIds = difference.operations === 'all' ? [...operations.keys()] : difference.operations;
      return difference.at.flatMap((place) => {
        const before = covered.length;
        const wrong = operationIds.flatMap((operationId) => {
          const comparison = findDifference(difference, place, groups.get(`${operationId} ${difference.rule}`) ?? []);
          if (typeof comparison === 'string') return createFault(operationId, place, comparison);
          const fault = findFault(difference, comparison, owners.get(comparison));
          if (!comparison.agrees) {
            owners.set(comparison, deviation);
            covered.push(comparison);
          }
          return fault === undefined ? [] : createFault(operationId, comparison.place, fault);
        });
        // In one of several operations, a source may state what the document has, but not in all.
        const isIdle = wrong.length === 0 && covered.length === before;
        return isIdle ? createFault(operationIds.join(', '), place, formatIdle(difference)) : wrong;
      });
    });
    const [first] = covered;
    const evidence = first ? listEvidenceFaults(deviation, covered, operations) : [];
    return [...found, ...evidence.flatMap((fault) => createFault(first?.operationId ?? '', first?.place ?? '', fault))];
  });
  return [...comparisons.filter((comparison) => !comparison.agrees && !owners.has(comparison)).map(createDifferenceViolation), ...faults];
}

/** Finds the comparison that a deviation means at one place, or what is wrong with the place. */
function findDifference({ rule, document }: Difference, place: string, comparisons: readonly Comparison[]): Comparison | string {
  const [found, second] = comparisons.filter((comparison) => !comparison.agrees && matchesPlace(place, comparison.place));
  if (second) return `${place} meets several places of the operation: write them out`;
  const agreed = comparisons.find((comparison) => comparison.agrees && matchesPlace(place, comparison.place) && document !== undefined);
  return found ?? agreed ?? formatIdle({ rule });
}

function formatIdle({ rule }: Pick<Difference, 'rule'>): string {
  return `it no longer applies: sources and document do not differ in ${rule} there. Delete it, or this place of it`;
}

function findFault(difference: Difference, comparison: Comparison, owner: Deviation | undefined): string | undefined {
  if (owner) return `${owner.id} is about the same place: keep one of them`;
  const claims = comparison.agrees ? [] : (['page', 'sdk'] as const);
  const side = (['document', ...claims] as const).find((name) => !isSame(difference[name], comparison[name]));
  return side && `its "${side}" is not what ${sides[side]}, ${formatSide(comparison[side])}`;
}

const sides = { document: 'the document states', page: 'the sources state', sdk: 'the SDK alone states' };

function formatSide(value: unknown): string {
  return value === undefined ? 'which is nothing: omit it' : JSON.stringify(value);
}

const patterns = new Map<string, RegExp>();

/** Whether a pattern matches a place. A `*` stands for anything. */
function matchesPlace(pattern: string, place: string): boolean {
  if (!pattern.includes('*')) return pattern === place;
  const parts = pattern.split('*').map((part) => part.replace(/[.[\]{}$^()|+?\\]/g, '\\$&'));
  const expression = patterns.get(pattern) ?? new RegExp(`^${parts.join('.*')}$`);
  patterns.set(pattern, expression);
  return expression.test(place);
}
