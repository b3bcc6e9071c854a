import { createMock } from '@dli-openapi/mock';
import type { FlatSchema } from '@dli-openapi/openapi';
import { isNode, listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { listFaults } from '../src/faults.ts';
import { makeSmallestInput } from '../src/generate/inputs.ts';
import { toRequest, writeRequest } from '../src/generate/wire.ts';
import { expectAccess, expectExamples } from '../src/mock-expectations.ts';
import { listSubjects } from '../src/subject.ts';
import { createValidator } from '../src/validator.ts';

const document = readDocument();
const operations = listOperations(document);
const subjects = listSubjects(document, operations);
const mock = createMock({ strict: true });
const credentials = { 'x-auth-token': 'token' };

it('the mock requires credentials, and returns each example with its headers', async () => {
  const expectations = subjects.flatMap((subject) => [...expectAccess(document, subject), ...expectExamples(document, subject)]);
  const faults = await listFaults(
    expectations,
    ({ what }) => what,
    async ({ findFault }) => expect(await findFault(mock)).toBeUndefined(),
  );
  expect(faults).toEqual([]);
});

it('the mock generates valid responses with every property', async () => {
  const validate = createValidator(document);
  const cases = subjects.flatMap((subject) => [...subject.responses].map(([status, schema]) => ({ subject, status, schema })));
  const faults = await listFaults(
    cases,
    ({ subject, status }) => `${subject.operation.operationId} ${status}`,
    async ({ subject, status, schema }) => {
      const { operation } = subject;
      const request = writeRequest(operation, makeSmallestInput(subject));
      const response = await mock.fetch(toRequest(request, { ...credentials, prefer: `code=${status}, dynamic=true` }));
      const text = await response.text();
      expect(response.status, text).toBe(Number(status));
      const value = JSON.parse(text);
      expect(validate(operation.responses[status]?.content?.schema ?? {})(value)).toEqual([]);
      expect(listMissing(value, schema)).toEqual([]);
    },
  );
  expect(faults).toEqual([]);
});

/** The described properties that the objects in a value lack. */
function listMissing(value: unknown, schema: FlatSchema, pointer = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => (schema.items ? listMissing(item, schema.items(), `${pointer}[]`) : []));
  if (!isNode(value)) return [];
  return [...schema.properties].flatMap(([name, property]) =>
    name in value ? listMissing(value[name], property(), `${pointer}.${name}`) : [`${pointer}.${name}`],
  );
}

it('the mock serves no other method of a path', async () => {
  const faults = await listFaults(Object.keys(document.paths), String, async (path) => {
    const url = `http://dli.test${path.replace(/\{\w+\}/g, '1')}`;
    // `/jobs/submit-job` is also `/jobs/{job_id}`: what is documented for either is served at both.
    const reached = operations.filter((operation) => toPattern(operation.path).test(new URL(url).pathname));
    const documented = reached.map(({ method }) => method.toUpperCase());
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].filter((candidate) => !documented.includes(candidate))) {
      const response = await mock.fetch(url, { method, headers: credentials });
      expect(response.status, method).toBe(405);
      expect(response.headers.get('allow')?.split(/,\s*/), method).toEqual(expect.arrayContaining(documented));
    }
  });
  expect(faults).toEqual([]);
});

it('the mock serves nothing at other paths', async () => {
  for (const path of ['/', '/v1.0', '/v1.0/project', '/v1.0/project/streaming', '/v9/project/streaming/jobs']) {
    const response = await mock.fetch(`http://dli.test${path}`, { headers: credentials });
    expect(response.status, path).toBe(404);
  }
});

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}
