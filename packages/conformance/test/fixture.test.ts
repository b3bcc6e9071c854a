import { createMock } from '@dli-openapi/mock';
import type { Document } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentNode } from '../src/document-nodes.ts';
import { walkNodes } from '../src/document-nodes.ts';
import { generateInputs, listHardInputs } from '../src/generate/inputs.ts';
import { checkFor } from '../src/generate/property.ts';
import { listInputEdges, listRequestBreaks } from '../src/generate/request-cases.ts';
import { toRequest, writeRequest } from '../src/generate/wire.ts';
import { findWrongRefusal } from '../src/mock-expectations.ts';
import { facts } from '../src/mutation/facts.ts';
import { listMutants, nameFact } from '../src/mutation/mutants.ts';
import { listSubjects } from '../src/subject.ts';
import { readFixture } from './fixture.ts';

const fixture = readFixture();

/** Lists what a document has: each key of each kind of node, and each keyword of a schema below its parent's keyword. */
function listNestings(document: Document): Set<string> {
  const found = [...walkNodes(document)].flatMap((node) =>
    Object.keys(node.node).flatMap((key) =>
      node.kind === 'schema' ? [`schema.${key}`, `${nameParent(node)} > ${key}`] : [`${node.kind}.${key}`],
    ),
  );
  return new Set(found);
}

function nameParent({ keys, under }: DocumentNode): string {
  const holder = ['headers', 'parameters', 'requestBody', 'requestBodies'].find((key) => keys.includes(key)) ?? 'response';
  return under === 'schema' ? holder : under;
}

it('the fixture has every keyword, and every nesting of keywords, that the document has', () => {
  const own = listNestings(fixture);
  expect([...listNestings(readDocument())].filter((nesting) => !own.has(nesting))).toEqual([]);
});

it('each fact of the fixture may be wrong, and each kind of wrong fact is in it', () => {
  const present = new Set([...walkNodes(fixture)].flatMap((node) => Object.keys(node.node).map((key) => nameFact(node, key))));
  expect([...present].filter((name) => !(name in facts) && !/^(document\.)?components\b/.test(name))).toEqual([]);
  const changed = new Set([...listMutants(fixture)].map(({ fact }) => fact));
  const idle = Object.entries(facts).filter(([name, { isNeeded }]) => !(isNeeded ? present : changed).has(name));
  expect(idle.map(([name]) => name)).toEqual([]);
});

describe.each(listSubjects(fixture, listOperations(fixture)))('generated calls of $operation.operationId', (subject) => {
  const mock = createMock({ document: fixture, strict: true });
  const headers = { 'x-token': 'token' };

  it('are valid where they are to be', async () => {
    const isInSchema = ({ rule }: { rule: string }) => rule !== 'omitted';
    const edges = listInputEdges(subject)
      .filter(isInSchema)
      .map(({ inputs }, index) => fc.sample(inputs, { seed: index, numRuns: 1 })[0] as never);
    await checkFor(generateInputs(subject), { seed: 1, runs: 100, first: [...listHardInputs(subject, 1), ...edges] }, async (input) => {
      for (const place of ['path', 'query'] as const) {
        // The validator does not read bigints.
        for (const [name, value] of Object.entries(input[place]))
          if (typeof value !== 'bigint') expect([name, subject.fits(`${place}.${name}`, value)]).toEqual([name, true]);
      }
      const hasBigint = Object.values(Object(input.body)).some((value) => [value].flat().some((item) => typeof item === 'bigint'));
      if (subject.body && !hasBigint) expect(subject.fits('body', input.body)).toBe(true);
      const response = await mock.fetch(toRequest(writeRequest(subject.operation, input), headers));
      expect(response.ok, await response.text()).toBe(true);
    });
  });

  it('break the intended rule, at its place', async () => {
    const breaks = listRequestBreaks(subject).map(({ requests }) => requests);
    const first = breaks.flatMap((requests) => fc.sample(requests, { seed: 1, numRuns: 3 }));
    await checkFor(fc.oneof(...breaks), { seed: 1, runs: 100, first }, async (broken) => {
      expect(await findWrongRefusal(mock, broken, headers)).toBeUndefined();
    });
  });
});
