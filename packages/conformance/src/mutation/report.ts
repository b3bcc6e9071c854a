import type { SourceLocations } from '@dli-openapi/authoring/source-locations';
import { textTable } from '../text-table.ts';
import { equivalentOf, idleEquivalents } from './equivalents.ts';
import type { Findings } from './run.ts';
import type { Verdict } from './verdict.ts';

/** The findings in words, and what is wrong with them. */
export interface Report {
  lines: string[];
  /** One line for each survivor, each entry of the list of equivalents that covers none, each rule that does not hold. */
  faults: string[];
}

/** The three places where mutants may survive, by the names that the list of equivalents has for them. */
function survivorsIn(findings: Findings): Map<string, Verdict[]> {
  const open = (verdicts: readonly Verdict[]): Verdict[] => verdicts.filter(({ by }) => by === undefined);
  return new Map([
    ['mock', open(findings.mock)],
    ['client', open(findings.client.filter(({ same }) => !same))],
    ['types', open(findings.types.filter(({ same }) => !same))],
  ]);
}

/** @param complete whether the findings are those of all mutants: only then can it be told whether an equivalent is still there */
export function reportOf(findings: Findings, locations: SourceLocations, complete: boolean): Report {
  const survivors = survivorsIn(findings);
  const left = [...survivors].flatMap(([place, verdicts]) =>
    verdicts.filter((verdict) => !equivalentOf(verdict, place)).map((verdict) => survivorLine(place, verdict, locations)),
  );
  return {
    lines: [
      'Mocks made from mutants, each cut down to one operation and the fields around the change, held to the document as it is',
      mockTable(findings.mock),
      ...samenessLines(findings),
      '',
      ...clientLines(findings),
    ],
    faults: [...left, ...findings.vainRules, ...(complete ? idleEquivalents(survivors) : [])],
  };
}

function survivorLine(place: string, { kind, what, pointer, fault }: Verdict, locations: SourceLocations): string {
  const { file, line } = locations.locate(pointer);
  return `${file}:${line} survives in the ${place}: ${kind}: ${what} at ${pointer}${fault === undefined ? '' : ` (${fault})`}`;
}

type Column = [title: string, holds: (verdict: Verdict) => boolean];

function tableBy(verdicts: readonly Verdict[], place: string, columns: readonly Column[]): string {
  const all: Column[] = [
    ['mutants', () => true],
    ...columns,
    ['equivalent', (verdict) => verdict.by === undefined && equivalentOf(verdict, place) !== undefined],
    ['survivors', (verdict) => verdict.by === undefined && equivalentOf(verdict, place) === undefined],
  ];
  const kinds = [...new Set(verdicts.map(({ kind }) => kind))];
  const line = (title: string, some: readonly Verdict[]) => [title, ...all.map(([, holds]) => some.filter(holds).length)];
  return textTable([
    ['kind', ...all.map(([title]) => title)],
    ...kinds.map((kind) =>
      line(
        kind,
        verdicts.filter((verdict) => verdict.kind === kind),
      ),
    ),
    line('sum', verdicts),
  ]);
}

function mockTable(verdicts: readonly Verdict[]): string {
  return tableBy(verdicts, 'mock', [['caught', ({ by }) => by !== undefined]]);
}

function samenessLines({ sameMock }: Findings): string[] {
  const reasons = Object.entries(sameMock);
  const sum = reasons.reduce((total, [, count]) => total + count, 0);
  return [`${sum} more make the same mock:`, ...reasons.map(([reason, count]) => `  ${count}: ${reason}`)];
}

function clientLines({ client, types }: Findings): string[] {
  const count = (verdicts: Findings['client'], by: string) => verdicts.filter((verdict) => verdict.by === by).length;
  const same = (verdicts: Findings['client']) => verdicts.filter((verdict) => verdict.same).length;
  return [
    'Clients generated from mutants, held to the document as it is',
    `operations: ${client.length} generated, ${same(client)} the same, ${count(client, 'calls')} told by their calls, ${count(client, 'text')} by their text`,
    `types: ${types.length} generated (a sample), ${same(types)} the same, ${count(types, 'text')} told by their text`,
  ];
}
