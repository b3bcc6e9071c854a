import type { Check, Checks } from './checks.ts';
import { equivalentOf } from './equivalents.ts';
import type { Mutant } from './mutants.ts';
import type { Verdict } from './verdict.ts';

/** Runs the checks on a mutant until one finds it. */
export function judge(mutant: Mutant, { quick, thorough }: Checks): Verdict {
  const verdict = verdictOf(mutant, nearestFirst(mutant, quick));
  const isOpen = verdict.by === undefined && verdict.fault === undefined && !equivalentOf(verdict, 'document');
  return isOpen ? verdictOf(mutant, thorough) : verdict;
}

/** Whether an example is wrong is not asked last when an example has changed. */
function nearestFirst({ pointer }: Mutant, checks: readonly Check[]): readonly Check[] {
  if (!pointer.includes('/examples/')) return checks;
  return checks.toSorted((one, other) => Number(other.name.startsWith('example')) - Number(one.name.startsWith('example')));
}

function verdictOf(mutant: Mutant, checks: readonly Check[]): Verdict {
  const { kind, what, pointer } = mutant;
  for (const { name, faultOf } of checks) {
    try {
      const fault = faultOf(mutant);
      if (fault !== undefined) return { kind, what, pointer, by: name, fault };
    } catch (error) {
      return { kind, what, pointer, by: isClear(error) ? 'a clear error' : undefined, fault: String(error) };
    }
  }
  return { kind, what, pointer, by: undefined, fault: undefined };
}

/** An error finds a mutant only if who reads it learns what is wrong: one that was thrown on purpose, in one line. */
function isClear(error: unknown): boolean {
  return error instanceof Error && error.constructor === Error && !error.message.includes('\n');
}
