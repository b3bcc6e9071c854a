import { readDeviations } from '@dli-openapi/authoring/deviations';
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

/** About each family, which takes part in as many about others; what has not happened by then, further sequences make happen. */
const sequences = 3;
const stepsInOne = 60;
/** How many sequences more, at most, until every operation of a family has succeeded and was refused. */
const mostMore = 40;
const seed = readSeed(process.env);
const document = readDocument();
const subjects = listSubjects(document, listOperations(document));
const validate = createValidator(document);
const responses = new Map<string, number>();
const [success, refusal] = [' succeeded', ' was refused'];

/** The places in responses of which a deviation says that, unlike its page, the document does not require them, each after its operation. */
const optional = new Set(
  readDeviations().flatMap(({ differences }) =>
    differences
      .filter(({ rule, page, document }) => rule === 'required' && page === true && document === undefined)
      .flatMap(({ operations, at }) => (operations === 'all' ? [] : operations.flatMap((id) => at.map((place) => `${id} ${place}`)))),
  ),
);

/** What the page of each operation requires in a response, also where the SDK does not. */
const required = new Map(
  readDocumented().operations.map(({ operationId, pages: [page] }) => [
    operationId,
    page.rows
      .filter((row) => row.location === 'response' && row.required && !row.onlyWhen)
      .map(({ pointer }) => pointer)
      .filter((pointer) => !optional.has(`${operationId} response.${pointer}`)),
  ]),
);

afterAll(() => {
  const countTotal = (end: string) => [...responses].reduce((sum, [response, count]) => sum + (response.endsWith(end) ? count : 0), 0);
  console.log(`Sequences of ${subjects.length} operations: ${countTotal(success)} calls succeeded, ${countTotal(refusal)} were refused.`);
});

const familyNames = [...new Set(subjects.map(({ operation }) => operation.tags[0]))];
const families = familyNames.map((family) => subjects.filter(({ operation }) => operation.tags[0] === family));

describe.each(families.map((members, index) => ({ family: familyNames[index], members })))(
  'in any sequence of calls about $family and another family',
  ({ members }) => {
    const mock = createMock({ sandbox: { seed: beginning, durations: { RUNNING: '5m' } } });
    let seen: object[] = [];

    const steps = fc
      .constantFrom(...families)
      .map((others) => [...new Set([...members, ...others])])
      .chain((both) => fc.array(generateSteps(both), { minLength: 1, maxLength: stepsInOne, size: 'max' }));

    const check = (runs: number, from: number) =>
      checkFor(steps, { seed: seed + from, runs, first: [] }, async (sequence) => {
        mock.reset();
        seen = [];
        for (const step of sequence) await take(step);
        for (const project of projects) await checkCounts(project);
        for (const project of Object.values(mock.state.projects)) checkStages(project);
      });

    it('the sandbox responds within what the document allows and with all that pages require, counts what it lists, and moves jobs as documented', () =>
      check(sequences, 0));

    it('every operation succeeds, and is refused if the document shows a refusal of its own', async () => {
      const expected = members.flatMap(({ operation: { operationId, responses } }) => {
        const refusals = Object.values(responses[400]?.content?.examples ?? {});
        // Sequences send nothing that violates the document, to which DLI.0001 is the usual response.
        const isRefused = refusals.some(({ value }) => [value].flat().some((error) => isNode(error) && error.error_code !== 'DLI.0001'));
        return [`${operationId}${success}`, ...(isRefused ? [`${operationId}${refusal}`] : [])];
      });
      const listMissing = () => expected.filter((response) => !responses.has(response));
      for (let more = 0; more < mostMore && listMissing().length > 0; more++) await check(1, sequences + more);
      expect(listMissing()).toEqual([]);
    });

    async function take(step: Step): Promise<void> {
      prepare(mock, step);
      const { operation } = step.subject;
      const response = await mock.fetch(toRequest(writeRequest(operation, aimInput(step, mock.state, seen)), { 'x-auth-token': 'token' }));
      const text = await response.text();
      // Calls of several jobs say of each whether they succeeded.
      const isRefused = !response.ok || /^\[.*"is_success":"false"/s.test(text);
      const key = `${operation.operationId}${isRefused ? refusal : success}`;
      responses.set(key, (responses.get(key) ?? 0) + 1);
      if (!response.ok) expect([400, 404], `${operation.operationId}: ${text}`).toContain(response.status);
      expect(operation.responses, `${operation.operationId}: ${text}`).toHaveProperty(String(response.status));
      expect(response.headers.get('x-dli-violations'), text).toBeNull();
      const { content } = operation.responses[response.status] ?? {};
      if (!content) return expect(text).toBe('');
      const body: unknown = JSON.parse(text);
      expect(validate(content.schema ?? {})(body)).toEqual([]);
      if (!response.ok) return;
      if (isNode(body)) seen.push(body);
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
        (await dli.listElasticResourcePools()).count,
        (await dli.listQueues()).queues?.length,
        (await dli.listSqlJobTemplates()).sql_count,
        (await dli.listJobAuthInfos()).count,
        (await dli.listGlobalVariables()).count,
        (await dli.listSqlJobDefendRules()).total_count,
        (await dli.listCatalogs()).total_count,
        (await dli.listEnhancedConnections()).count,
        (await dli.listDatasourceConnections()).count,
        (await dli.listDatabases()).database_count,
        (await dli.listTables({ database_name: 'default' })).table_count,
      ];
      const lists = [
        dli.listFlinkJobs.items({ limit: 2 }),
        dli.listFlinkSqlJobTemplates.items({ limit: 2 }),
        dli.listSqlJobs.items({ 'page-size': 2 }),
        dli.listSparkJobs.items({ size: 2 }),
        dli.listElasticResourcePools.items({ limit: 2 }),
        dli.listQueues.items({ 'page-size': 2 }),
        dli.listSqlJobTemplates.items(),
        dli.listJobAuthInfos.items({ limit: 2 }),
        dli.listGlobalVariables.items({ limit: 2 }),
        dli.listSqlJobDefendRules.items({ limit: 20 }),
        dli.listCatalogs.items({ limit: 2 }),
        dli.listEnhancedConnections.items({ limit: 2 }),
        dli.listDatasourceConnections.items(),
        dli.listDatabases.items({ limit: 2 }),
        dli.listTables.items({ database_name: 'default', 'page-size': 2 }),
      ];
      const read = await Promise.all(lists.map(collectIds));
      expect(read.map((ids) => ids.length)).toEqual(counted);
      expect(read.map((ids) => new Set(ids).size)).toEqual(counted);
      const { resources = [], groups = [], total } = await dli.listJobResources();
      expect([...resources, ...groups.flatMap(({ details = [] }) => details)]).toHaveLength(total ?? -1);
    }

    async function collectIds(list: AsyncIterable<object>): Promise<unknown[]> {
      const ids: unknown[] = [];
      const names = [
        'job_id',
        'template_id',
        'id',
        'queue_name',
        'sql_id',
        'auth_info_name',
        'rule_uuid',
        'connection_id',
        'name',
        'database_name',
        'table_name',
      ];
      for await (const entry of list) ids.push(new Map<unknown, unknown>(Object.entries(entry)).get(names.find((name) => name in entry)));
      return ids;
    }
  },
);

it('many calls are refused', () => {
  expect([...responses.keys()].filter((response) => response.endsWith(refusal)).length).toBeGreaterThan(10);
});

/** Whether a response has a property, wherever it has the object that the property belongs to. */
function hasProperty(value: unknown, [key, ...rest]: string[]): boolean {
  if (key === undefined) return true;
  if (key === '[]') return !Array.isArray(value) || value.every((item) => hasProperty(item, rest));
  if (!isNode(value)) return true;
  return key in value ? hasProperty(value[key], rest) : rest.length > 0;
}

interface Transition {
  from: string | null;
  to: string | null;
  event: string;
}

/** The schema of the states of each list that has them. */
const stateSchemas: Record<string, string> = {
  flinkJobs: 'FlinkJobStatus',
  sqlJobs: 'SqlJobStatus',
  sparkJobs: 'SparkJobState',
  elasticResourcePools: 'ElasticResourcePoolStatus',
  catalogs: 'CatalogStatus',
  enhancedConnections: 'EnhancedConnectionStatus',
  classicConnections: 'ClassicConnectionStatus',
  queueBindings: 'EnhancedConnectionResourceStatus',
  poolBindings: 'EnhancedConnectionResourceStatus',
  packages: 'PackageStatus',
};

function checkStages(project: ProjectState): void {
  for (const [list, things] of Object.entries(project)) {
    const schema = document.components.schemas?.[stateSchemas[list] ?? ''];
    for (const thing of things) {
      if ('stages' in thing) expect(listUndocumented(thing.stages, (schema?.['x-dli-transitions'] ?? []) as Transition[])).toEqual([]);
    }
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
