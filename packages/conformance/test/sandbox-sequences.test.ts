import { readDocumented } from '@dli-openapi/authoring/documented/files';
import { createDliClient } from '@dli-openapi/client';
import type { ProjectState, Stage } from '@dli-openapi/mock';
import { createMock } from '@dli-openapi/mock';
import { isNode, listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkFor, readSeed } from '../src/generate/property.ts';
import { toRequest, writeRequest } from '../src/generate/wire.ts';
import type { Step } from '../src/sandbox-steps.ts';
import { aimInput, beginning, generateSteps, prepare, projects } from '../src/sandbox-steps.ts';
import { listSubjects } from '../src/subject.ts';
import { createValidator } from '../src/validator.ts';

const sequences = 60;
const stepsInOne = 60;
const seed = readSeed(process.env);
const document = readDocument();
const subjects = listSubjects(document, listOperations(document));
const validate = createValidator(document);
const responses = new Map<string, number>();
const [success, refusal] = [' succeeded', ' was refused'];

/** What the page of each operation requires in a response, also where the SDK does not. */
const required = new Map(
  readDocumented().operations.map(({ operationId, pages: [page] }) => [
    operationId,
    page.rows.filter((row) => row.location === 'response' && row.required && !row.onlyWhen).map(({ pointer }) => pointer),
  ]),
);

afterAll(() => {
  const countTotal = (end: string) => [...responses].reduce((sum, [response, count]) => sum + (response.endsWith(end) ? count : 0), 0);
  console.log(`Sequences of ${subjects.length} operations: ${countTotal(success)} calls succeeded, ${countTotal(refusal)} were refused.`);
});

describe('in any sequence of calls', () => {
  const mock = createMock({ sandbox: { seed: beginning, durations: { RUNNING: '5m' } } });

  it('the sandbox responds within what the document allows and with all that pages require, counts what it lists, and moves jobs as documented', async () => {
    const steps = fc.array(generateSteps(subjects), { minLength: 1, maxLength: stepsInOne, size: 'max' });
    await checkFor(steps, { seed, runs: sequences, first: [] }, async (sequence) => {
      mock.reset();
      for (const step of sequence) await take(step);
      for (const project of projects) await checkCounts(project);
      for (const project of Object.values(mock.state.projects)) checkStages(project);
    });
  });

  it('every operation succeeds, and many calls are refused', () => {
    const succeeded = new Set(
      [...responses.keys()].filter((response) => response.endsWith(success)).map((response) => response.split(' ')[0]),
    );
    expect(subjects.map(({ operation }) => operation.operationId).filter((id) => !succeeded.has(id))).toEqual([]);
    expect([...responses.keys()].filter((response) => response.endsWith(refusal)).length).toBeGreaterThan(10);
  });

  async function take(step: Step): Promise<void> {
    prepare(mock, step);
    const { operation } = step.subject;
    const response = await mock.fetch(toRequest(writeRequest(operation, aimInput(step, mock.state)), { 'x-auth-token': 'token' }));
    const text = await response.text();
    const key = `${operation.operationId}${response.ok ? success : refusal}`;
    responses.set(key, (responses.get(key) ?? 0) + 1);
    if (!response.ok) expect(response.status, `${operation.operationId}: ${text}`).toBe(400);
    expect(operation.responses, `${operation.operationId}: ${text}`).toHaveProperty(String(response.status));
    expect(response.headers.get('x-dli-violations'), text).toBeNull();
    const { content } = operation.responses[response.status] ?? {};
    if (!content) return expect(text).toBe('');
    const body: unknown = JSON.parse(text);
    expect(validate(content.schema ?? {})(body)).toEqual([]);
    if (!response.ok) return;
    const pointers = required.get(operation.operationId) ?? [];
    expect(
      pointers.filter((pointer) => !hasProperty(body, pointer.split(/\.|(?=\[\])/))),
      text,
    ).toEqual([]);
  }

  async function checkCounts(project: string): Promise<void> {
    const dli = createDliClient({ region: 'cn-north-4', projectId: project, credentials: { token: 'any' }, fetch: mock.fetch });
    const counted = [
      (await dli.listFlinkJobs()).job_list?.total_count,
      (await dli.listFlinkSqlJobTemplates()).template_list?.total_count,
      (await dli.listSqlJobs()).job_count,
      (await dli.listSparkJobs()).total,
    ];
    const lists = [
      dli.listFlinkJobs.items({ limit: 2 }),
      dli.listFlinkSqlJobTemplates.items({ limit: 2 }),
      dli.listSqlJobs.items({ 'page-size': 2 }),
      dli.listSparkJobs.items({ size: 2 }),
    ];
    const read = await Promise.all(lists.map(collectIds));
    expect(read.map((ids) => ids.length)).toEqual(counted);
    expect(read.map((ids) => new Set(ids).size)).toEqual(counted);
  }

  async function collectIds(list: AsyncIterable<object>): Promise<unknown[]> {
    const ids: unknown[] = [];
    for await (const entry of list) ids.push(Object.entries(entry).find(([name]) => ['job_id', 'template_id', 'id'].includes(name))?.[1]);
    return ids;
  }
});

/** Whether a response has a property, wherever it has the object that the property belongs to. */
function hasProperty(value: unknown, [key, ...rest]: string[]): boolean {
  if (key === undefined) return true;
  if (key === '[]') return !Array.isArray(value) || value.every((item) => hasProperty(item, rest));
  return !isNode(value) || (key in value && hasProperty(value[key], rest));
}

interface Transition {
  from: string | null;
  to: string | null;
  event: string;
}

function checkStages({ flinkJobs, sqlJobs, sparkJobs }: ProjectState): void {
  const kinds = { FlinkJobStatus: flinkJobs, SqlJobStatus: sqlJobs, SparkJobState: sparkJobs };
  for (const [name, jobs] of Object.entries(kinds)) {
    const transitions = document.components.schemas?.[name]?.['x-dli-transitions'] as Transition[];
    for (const { stages } of jobs) expect(listUndocumented(stages, transitions)).toEqual([]);
  }
}

/** Lists the transitions that the document does not have. */
function listUndocumented(stages: readonly Stage<string>[], transitions: readonly Transition[]): string[] {
  return stages.flatMap(({ state, event }, index) => {
    if (index === 0 && event === 'seed') return [];
    const before = stages[index - 1]?.state ?? null;
    const isKnown = transitions.some(
      ({ from, to, event: by }) => (from === before || (from === '*' && before !== null)) && to === state && by === event,
    );
    return isKnown ? [] : [`${before} -> ${state} by ${event}`];
  });
}
