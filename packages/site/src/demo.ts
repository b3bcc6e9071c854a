import type { SandboxMock, Seed } from '@dli-openapi/mock';

const [sql, runningSql] = ['208b08d4-0dc2-4dd7-8879-ddd4c020d7aa', '8f1a52c6-4b0e-4c0f-9d7a-2f6f0b1f5e11'];
const connection_id = '4c693ecc-bab8-4113-a838-129cedc9a563';
const spark = '0a324461-d9d9-45da-a52a-3b3c7a3d809e';

/** The packages that the samples of jobs name. */
const groupedFiles = new Map([
  ['group1', ['demo-1.0.0.jar']],
  ['myGroup', ['test.jar', 'test1.jar', 'test.csv', 'test1.csv']],
  ['batchTest', ['spark-examples_2.11-2.1.0.luxor.jar', 'luxor.jar']],
  ['groupTest', ['testJar.jar']],
  ['groupTestJar', ['testJar.jar', 'testJar1.jar']],
]);
const looseFiles = [
  'demo-1.0.0.jar',
  'kafka-clients-0.10.0.0.jar',
  'count.txt',
  'javaQueueStream.jar',
  'FemaleInfoCollec.jar',
  'etl.jar',
  'nightly.jar',
];

function describePackage(resource_name: string) {
  return { resource_name, resource_type: resource_name.endsWith('.jar') ? 'jar' : 'file' } as const;
}

/** What the sandbox holds when the site starts. The IDs are those of the document's examples, so that its samples succeed. */
export const demo: Seed = {
  flinkJobs: [
    {
      job_id: 104,
      name: 'cars',
      desc: 'A SQL job that has not been run',
      job_type: 'flink_opensource_sql_job',
      sql_body: 'insert into sink select car_id, car_price from source',
    },
    {
      job_id: 105,
      name: 'risk',
      desc: 'Scores payments',
      job_type: 'flink_opensource_sql_job',
      sql_body: 'insert into sink select id, score(amount) from payments',
      status: 'job_running',
      tags: [{ key: 'team', value: 'risk' }],
    },
    { job_id: 106, name: 'no-resources', status: 'job_submit_fail', status_desc: 'The queue default has no free CUs.' },
    { job_id: 107, name: 'jptest', desc: 'A JAR job that has not been run', job_config: { entrypoint: 'FemaleInfoCollection.jar' } },
    { job_id: 298765, name: 'orders', job_type: 'flink_opensource_sql_job', sql_body: 'insert into sink select id from orders' },
    { job_id: 298766, name: 'refunds', job_type: 'flink_opensource_sql_job', sql_body: 'insert into sink select id from refunds' },
    { job_id: 108, name: 'clicks', desc: 'A JAR job that runs', job_config: { entrypoint: 'clicks.jar' }, status: 'job_running' },
  ],
  flinkJobTemplates: [{ template_id: 2, name: 'car_prices', sql_body: 'insert into sink select * from source' }],
  queues: [
    {
      queue_name: 'queue1',
      cu_count: 16,
      resource_mode: 1,
      resource_id: '03d51b88-db63-4611-b779-9a72ba0cf58b',
      tags: [{ key: 'team', value: 'risk' }],
    },
    { queue_name: 'queue2', cu_count: 16, resource_mode: 1, elastic_resource_pool_name: 'dli_pool' },
    { queue_name: 'queue3', cu_count: 16, resource_mode: 1 },
    { queue_name: 'queue4', cu_count: 256, resource_mode: 1 },
    ...['test', 'testQueue', 'etl'].map((queue_name) => ({ queue_name, cu_count: 16, resource_mode: 1 }) as const),
  ],
  queuePlans: [1, 3, 4].map((id) => ({ id, queue_name: 'queue2', plan_name: `plan_${id}`, target_cu: 64, start_hour: 20 })),
  elasticResourcePools: [
    { elastic_resource_pool_name: 'dli_pool', max_cu: 128 },
    { elastic_resource_pool_name: 'empty_pool', max_cu: 64 },
    { elastic_resource_pool_name: 'yearly_pool', max_cu: 256, charging_mode: 2 },
  ],
  sqlJobs: [
    { job_id: sql, statement: 'select * from dbtest.tbtest' },
    { job_id: runningSql, statement: 'select count(*) from dbtest.tbtest', status: 'RUNNING' },
  ],
  databases: [
    { database_name: 'db1', description: 'Payments', tags: [{ key: 'team', value: 'risk' }] },
    { database_name: 'db3', description: 'A database without tables' },
  ],
  tables: [
    {
      database_name: 'db1',
      table_name: 'table1',
      columns: [
        { column_name: 'c1', type: 'int' },
        { column_name: 'c2', type: 'string' },
      ],
    },
  ],
  enhancedConnections: [{ id: connection_id, name: 'orders', routes: [{ name: 'route1', cidr: '172.16.0.0/16' }] }],
  queueBindings: [{ connection_id, name: 'queue1' }],
  classicConnections: [
    {
      connection_id: '378eb1e6-521d-41a4-a41c-bbb58f34a6d6',
      name: 'op',
      service: 'CloudTable.OpenTSDB',
      destination: 'cloudtable.example.com:2181',
    },
  ],
  datasourceAuthentications: [{ auth_info_name: 'auth1', datasource_type: 'passwd', user_name: 'reader' }],
  globalVariables: [{ var_name: 'table_name', var_value: 't1' }],
  sqlJobTemplates: [{ sql_id: '5f1a3d0e-9c2b-4e6f-8a7d-0b1c2d3e4f50', sql_name: 'daily', sql: 'select * from t1' }],
  sparkJobTemplates: [{ id: '5d0f2a3e-7c41-4b8e-9a6d-0f3e8b1c2d47', name: 'pi' }],
  sqlInspectionRules: [
    { rule_uuid: 'b8f0d5a4-3c1e-4f7b-9a52-6d7e8c9b0a13', rule_name: 'many_joins', rule_id: 'static_0003', queue_names: ['queue1'] },
  ],
  catalogs: [{ name: 'catalog1' }],
  packages: [
    ...[...groupedFiles].flatMap(([group_name, names]) =>
      names.map((resource_name) => ({ group_name, ...describePackage(resource_name) })),
    ),
    ...looseFiles.map(describePackage),
  ],
  grants: [{ object: 'queues.queue1', user_name: 'user1', privileges: ['SUBMIT_JOB'] }],
  agencies: [{ current_roles: ['obs_adm', 'smn_adm'] }],
  sparkJobs: [
    { id: spark, name: 'TestDemo4', state: 'running' },
    { id: '07a3e4e6-9a28-4e92-8d3f-9c538621a166', name: 'nightly', state: 'success' },
  ],
};

/** Fills a sandbox: jobs that run keep running, a query has rows, a queue was tested, and one export of Flink jobs is there to be imported. */
export async function fillSandbox(mock: SandboxMock): Promise<void> {
  mock.plan({ target: runningSql, outcome: 'FINISHED', after: '8760h' });
  mock.plan({ target: spark, outcome: 'success', after: '8760h' });
  mock.plan({
    sql: 'select c1, c2 from t1',
    columns: { c1: 'int', c2: 'string' },
    rows: [
      [1, 'a'],
      [2, 'b'],
    ],
  });
  const project = 'v1.0/330e068af1334c9782f4226acc00a2e2';
  // IDs are counted: queues are tested until a test has the ID of the sample.
  const test = () => call(mock, `${project}/queues/queue2/connection-test`, { address: '192.168.0.10:3306' });
  while (Number((await test()).task_id) < 20);
  await call(mock, `${project}/streaming/jobs/export`, { obs_dir: 'test/exports', is_selected: false });
}

async function call(mock: SandboxMock, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await mock.fetch(`https://dli.cn-north-4.myhuaweicloud.com/${path}`, {
    method: 'POST',
    headers: { 'x-auth-token': 'any', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} could not be prepared: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}
