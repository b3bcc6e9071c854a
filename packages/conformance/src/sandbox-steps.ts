import type { SandboxMock, SandboxState, Seed } from '@dli-openapi/mock';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import { generateInputs } from './generate/inputs.ts';
import type { Input, Subject } from './subject.ts';

/** One step of a sequence: some time passes, perhaps something is planned, then an operation is called. */
export interface Step {
  subject: Subject;
  input: Input;
  project: string;
  /** Which of the existing things the call is about; undefined: the one that the input names. */
  pick: number | undefined;
  /** Milliseconds that pass before the call. */
  pause: number;
  plan: string | undefined;
}

export const projects = ['one', 'two'];

const outcomes = ['submit_fail', 'running_exception', 'restart', 'cancel_fail', 'finish', 'arrearage_stopped', 'FAILED', 'SCALING', 'dead'];

const allDay = { priority: 1, impact_start_time: '00:00', impact_stop_time: '24:00', min_cu: 16, max_cu: 32 };

const statements = [
  'select * from db.t1',
  'insert into t1 select 1',
  'desc t1',
  "load data inpath 'obs://a/b' into table t1",
  'create database if not exists sql_db',
  'create table sql_db.sql_t (id int, p string) partitioned by (p)',
  'drop table sql_db.sql_t',
  'drop database sql_db cascade',
  'show databases',
  'show tables in db',
];

/** The ID of a plan of a queue: the field that it is shown as has the IDs of other things, too. */
const plan = 7;

const files = ['obs://bucket/folder/', 'obs://bucket/a.jar', 'https://bucket.obs.cn-north-4.myhuaweicloud.com/b.jar'];

/** Values with which most calls succeed, for fields that could be almost anything. */
const tamed = {
  cu_number: 2,
  parallel_number: 1,
  sql_body: 'insert into a select b from c',
  obs_dir: 'exports',
  zip_file: 'exports',
  data_path: 'obs://exports/one',
  min_cu: 64,
  max_cu: 128,
  target_cu: 96,
  cidr: '10.0.0.0/16',
  cidr_in_vpc: '172.16.0.0/18',
  service: 'DWS',
  obs_buckets: ['bucket'],
  label: {},
  engine: 'spark',
  resource_mode: 1,
  charging_mode: 1,
  queue_scaling_policies: [allDay],
  address: 'example.com:443',
  parameters: { type: 'lakeformation', externalCatalog: 'hive' },
  queues: ['queue'],
  elastic_resource_pools: ['pool'],
  privileges: [{ object: 'queues.queue', privileges: ['SUBMIT_JOB'] }],
  plan_ids: [plan],
  new_owner: 'someone',
  resources: [{ name: 'group/a.jar', type: 'jar' }],
  groups: [{ name: 'group', resources: [{ name: 'a.jar', type: 'jar' }] }],
};

/** Those of one operation, where they differ. */
const tamedFor: Record<string, object> = { registerAuthorizedQueue: { privileges: ['SUBMIT_JOB'] } };

const things: Seed = {
  flinkJobs: [
    { name: 'jar', status: 'job_running', job_config: { restart_when_exception: true } },
    { name: 'sql', job_type: 'flink_sql_job', sql_body: 'insert into a select b from c' },
  ],
  flinkJobTemplates: [{ name: 'template' }],
  sqlJobs: [{ statement: 'select 1' }, { status: 'RUNNING', job_type: 'IMPORT' }],
  sparkJobs: [{ name: 'pi' }],
  queues: [
    { queue_name: 'queue', cu_count: 256, resource_mode: 1 },
    { queue_name: 'pooled', elastic_resource_pool_name: 'pool' },
    { queue_name: 'small', resource_mode: 1 },
  ],
  queuePlans: [{ id: plan, queue_name: 'queue' }],
  elasticResourcePools: [
    { elastic_resource_pool_name: 'pool', max_cu: 128 },
    { elastic_resource_pool_name: 'prepaid', charging_mode: 2, max_cu: 128 },
  ],
  sqlJobTemplates: [{ sql_name: 'template' }],
  sparkJobTemplates: [{ name: 'template' }],
  classicConnections: [{ connection_id: 'classic' }],
  datasourceAuthentications: [{ auth_info_name: 'authentication' }],
  globalVariables: [{ var_name: 'variable' }],
  sqlInspectionRules: ['queue', 'pooled', 'small'].map((queue) => ({
    rule_name: `joins_${queue}`,
    rule_id: 'static_0003',
    engine_rules: { info: 10 },
    queue_names: [queue],
  })),
  catalogs: [{ name: 'catalog' }],
  enhancedConnections: [{ id: 'connection', name: 'bound', routes: [{ name: 'route' }] }],
  queueBindings: [{ connection_id: 'connection', name: 'queue' }],
  poolBindings: [{ connection_id: 'connection', name: 'pool' }],
  grants: [{ object: 'queues.queue', user_name: 'someone', privileges: ['SUBMIT_JOB'] }],
  databases: [{ database_name: 'db' }, { database_name: 'empty' }],
  tables: [
    { database_name: 'db', table_name: 't1', data_location: 'OBS' },
    { database_name: 'db', table_name: 't2' },
  ],
  packages: [{ group_name: 'group', resource_name: 'a.jar' }, { resource_name: 'b.jar' }],
};

/** The initial state of each project, so that calls can be about something. */
export const beginning: Seed = Object.fromEntries(
  Object.entries(things).map(([list, seeds]) => [list, projects.flatMap((project_id) => seeds.map((seed) => ({ ...seed, project_id })))]),
);

/** Generates steps whose inputs are valid, and mostly about existing things. */
export function generateSteps(subjects: readonly Subject[]): Arbitrary<Step> {
  return fc.oneof(
    ...subjects.map((subject) =>
      fc.record({
        subject: fc.constant(subject),
        input: generateInputs(subject),
        project: fc.constantFrom(...projects),
        pick: fc.option(fc.nat(50), { nil: undefined, freq: 8 }),
        pause: fc.oneof(fc.constant(0), fc.nat(20_000)),
        plan: fc.option(fc.constantFrom(...outcomes), { nil: undefined, freq: 1 }),
      }),
    ),
  );
}

/** The fields by which calls name things, each with the field of the thing in the state, where that has another name. */
const namedBy: Record<string, string | string[]> = {
  job_id: 'job_id',
  job_ids: 'job_id',
  job_selected: 'job_id',
  template_id: ['template_id', 'id'],
  batch_id: 'id',
  queue_name: 'queue_name',
  queue: 'queue_name',
  cluster_name: 'queue_name',
  elastic_resource_pool_name: 'elastic_resource_pool_name',
  task_id: 'task_id',
  sql_id: 'sql_id',
  sql_name: 'sql_name',
  sql_ids: ['sql_id', 'id'],
  auth_info_name: 'auth_info_name',
  var_name: 'var_name',
  rule_uuid: 'rule_uuid',
  rule_id: 'rule_id',
  queue_names: 'queue_name',
  catalog_name: 'name',
  connection_id: 'connection_id',
  resource_id: 'resource_id',
  object: 'object',
  database_name: 'database_name',
  currentdb: 'database_name',
  table_name: 'table_name',
  resource_name: 'resource_name',
  group: 'group_name',
  group_name: 'group_name',
  entrypoint: 'resource_name',
  dependency_jars: 'resource_name',
  dependency_files: 'resource_name',
  file: 'resource_name',
  jars: 'resource_name',
  pyFiles: 'resource_name',
  python_files: 'resource_name',
  files: 'resource_name',
};

/** The field that names what an operation creates, where most generated names would be refused. */
const created: Record<string, string> = {
  createQueue: 'queue_name',
  createElasticResourcePool: 'elastic_resource_pool_name',
  createPeriodElasticResourcePoolOrder: 'elastic_resource_pool_name',
  createQueuePlan: 'plan_name',
  updateQueuePlan: 'plan_name',
  createJobAuthInfo: 'auth_info_name',
  createAuthInfo: 'auth_info_name',
  createGlobalVariable: 'var_name',
  runCatalogAction: 'name',
  createEnhancedConnection: 'name',
  createSqlJobTemplate: 'sql_name',
  createDatabase: 'database_name',
  createTable: 'table_name',
};

/**
 * Aims the input of a step at existing things, and gives other fields values with which calls succeed.
 * @param seen what earlier responses had, which may be all that there is to see of a thing
 */
export function aimInput({ subject, input, project, pick }: Step, state: SandboxState, seen: readonly object[] = []): Input {
  const path = { ...input.path, project_id: project };
  const held = state.projects[project];
  if (held === undefined || pick === undefined) return { ...input, path };
  const things = [...Object.values(held).flat(), ...seen];
  const aim = (name: string, value: unknown): unknown => {
    const known = listValues(things, [namedBy[name] ?? []].flat(), value);
    if (known.length === 0) return value;
    return Array.isArray(value) ? [known[pick % known.length], known[(pick + 1) % known.length]] : known[pick % known.length];
  };
  const aimInBody = (name: string, value: unknown): unknown => {
    if (name === 'sql') return statements[pick % statements.length];
    if (name === 'paths') return files.slice(pick % files.length);
    if (name === created[subject.operation.operationId] && pick % 4 > 0) return `fresh_${pick}`;
    const known: Readonly<Record<string, unknown>> = { ...tamed, ...tamedFor[subject.operation.operationId] };
    return name in known ? known[name] : aim(name, value);
  };
  const aimInPath = (name: string, value: unknown): unknown => {
    // What a path calls a name is that of a route.
    if (name === 'name') return 'route';
    if (name === 'plan_id') return typeof value === 'string' ? String(plan) : plan;
    return aim(name, value);
  };
  return {
    path: mapValues(path, aimInPath),
    query: mapValues(pick % 2 === 0 ? pickRequired(subject, input.query) : input.query, (name, value) =>
      name === 'object' ? aim(name, value) : value,
    ),
    body: typeof input.body === 'object' && input.body !== null ? mapValues(input.body, aimInBody) : input.body,
  };
}

/** Lists the different values that things have in some fields, of the type of another value or of its items: a name may be of texts and numbers. */
function listValues(things: readonly object[], fields: readonly string[], like: unknown): unknown[] {
  const [example] = [like].flat();
  if (example === undefined) return [];
  const isText = typeof example === 'string';
  const values = things.flatMap((thing) => fields.map((field) => new Map<unknown, unknown>(Object.entries(thing)).get(field)));
  return [...new Set(values)].filter(
    (value) => value !== undefined && value !== null && value !== '' && (typeof value === 'string') === isText,
  );
}

/** Picks the parameters that a query cannot do without. */
function pickRequired({ parameters }: Subject, query: Input['query']): Input['query'] {
  const required = new Set(parameters.filter((parameter) => parameter.required).map(({ name }) => name));
  return Object.fromEntries(Object.entries(query).filter(([name]) => required.has(name)));
}

function mapValues(object: object, map: (name: string, value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(name, value)]));
}

/** Prepares a sandbox for a step. */
export function prepare(mock: SandboxMock, { pause, plan }: Step): void {
  mock.clock.advance(pause);
  if (plan !== undefined) mock.plan({ outcome: plan as 'restart' });
}
