import { createMock } from '@dli-openapi/mock';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkFor, divideRuns, readSeed, sampleOne } from '../src/generate/property.ts';
import { listRequestBreaks } from '../src/generate/request-cases.ts';
import { findWrongRefusal } from '../src/mock-expectations.ts';
import { listSubjects } from '../src/subject.ts';

const seed = readSeed(process.env);
const document = readDocument();
const mock = createMock({ strict: true });
const cases = listSubjects(document, listOperations(document)).map((subject) => ({ operationId: subject.operation.operationId, subject }));
const runs = divideRuns(2000, cases.length);

it.each(cases)('requests of $operationId that break one rule are refused, with the place', async ({ subject }) => {
  const breaks = listRequestBreaks(subject).map(({ requests }) => requests);
  const each = breaks.map((requests, index) => sampleOne(requests, seed + index));
  await checkFor(fc.oneof(...breaks), { seed, runs, first: each }, async (broken) => {
    expect(await findWrongRefusal(mock, broken, { 'x-auth-token': 'token' })).toBeUndefined();
  });
});
