import type { ClientVerdict } from './drift/client-drift.ts';
import { ClientDrift } from './drift/client-drift.ts';
import { MockDrift } from './drift/mock-drift.ts';
import type { Sameness } from './drift/same-mock.ts';
import { whySame } from './drift/same-mock.ts';
import { visibleParts } from './drift/visible.ts';
import type { Mutant } from './mutants.ts';
import { mutantsOf } from './mutants.ts';
import type { Subject } from './subject.ts';
import type { Verdict } from './verdict.ts';

/** Which of the mutants: every so many, from one on. */
export interface Share {
  from: number;
  every: number;
  /** Of the share, every so many are taken to generate types: that takes time. */
  types: number;
}

/** What became of mutants. */
export interface Findings {
  /** Those that show in a mock, by what is asked of the mock. */
  mock: Verdict[];
  /** Those that would show in a mock but for a rule that says why they do not, by reason. */
  sameMock: Record<string, number>;
  /** The rules among them that did not hold when they were tried, one line each. */
  vainRules: string[];
  /** Those that concern an operation, by calls of the client that is generated from them. */
  client: ClientVerdict[];
  /** A sample of those, by the types that are generated. */
  types: ClientVerdict[];
}

/** Runs all checks on a share of the mutants of a document. */
export async function run(subject: Subject, { from, every, types }: Share): Promise<Findings> {
  const mutants = [...mutantsOf(subject.document)].filter((_mutant, index) => index % every === from);
  return { ...(await mockFindings(subject, mutants)), ...(await clientFindings(subject, mutants, types)) };
}

async function mockFindings({ document }: Subject, mutants: readonly Mutant[]): Promise<Pick<Findings, 'mock' | 'sameMock' | 'vainRules'>> {
  const drift = new MockDrift(document);
  const same = new Map<Sameness, Mutant[]>();
  const others = mutants.filter((mutant) => {
    const rule = visibleParts(mutant).length > 0 ? whySame(mutant, document) : undefined;
    if (rule !== undefined) same.set(rule, [...(same.get(rule) ?? []), mutant]);
    return rule === undefined;
  });
  // Each rule is tried on all that it excuses, as if it were not there.
  const tried = await drift.verdicts([...same].flatMap(([{ byChance }, some]) => (byChance ? [] : some)));
  return {
    mock: await drift.verdicts(others),
    sameMock: Object.fromEntries([...same].map(([{ reason }, some]) => [reason, some.length])),
    vainRules: tried.filter(({ by }) => by !== undefined).map((verdict) => vainRule(verdict)),
  };
}

function vainRule({ kind, what, pointer, fault }: Verdict): string {
  return `a rule of same-mock.ts says that this makes the same mock, and it does not: ${kind}: ${what} at ${pointer}: ${fault}`;
}

async function clientFindings(
  { document }: Subject,
  mutants: readonly Mutant[],
  every: number,
): Promise<Pick<Findings, 'client' | 'types'>> {
  const drift = new ClientDrift(document);
  const concerned = mutants.filter(({ parts }) => parts.length > 0);
  const client: ClientVerdict[] = [];
  for (const mutant of concerned) client.push(await drift.ofDescriptors(mutant));
  const types: ClientVerdict[] = [];
  for (const mutant of concerned.filter((_mutant, index) => index % every === 0)) types.push(await drift.ofTypes(mutant));
  return { client, types };
}

/** The findings of several shares as one. */
export function together(shares: readonly Findings[]): Findings {
  const sameMock: Record<string, number> = {};
  for (const share of shares)
    for (const [reason, count] of Object.entries(share.sameMock)) sameMock[reason] = (sameMock[reason] ?? 0) + count;
  return {
    mock: shares.flatMap((share) => share.mock),
    sameMock,
    vainRules: shares.flatMap((share) => share.vainRules),
    client: shares.flatMap((share) => share.client),
    types: shares.flatMap((share) => share.types),
  };
}
