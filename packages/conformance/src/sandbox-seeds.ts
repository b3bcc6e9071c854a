// What a sandbox has to hold for the examples of requests to succeed.
import type { Seed } from '@dli-openapi/mock';

const pool = { elastic_resource_pool_name: 'dli_pool', max_cu: 128 };
const queue = { cu_count: 16, resource_mode: 1 } as const;
const connection_id = '4c693ecc-bab8-4113-a838-129cedc9a563';

const queuePlans = [1, 3, 4].map((id) => ({ id, queue_name: 'queue2' }));

/** What the examples name. */
const seed: Seed = {
  flinkJobs: [
    { job_id: 105, status: 'job_running' },
    ...[104, 12, 100, 106, 107, 128, 130, 131, 137, 138, 232, 298765, 298766].map((job_id) => ({ job_id })),
  ],
  flinkJobTemplates: [{ template_id: 2, name: 'first' }, { template_id: 100000 }],
  sqlJobs: [{ job_id: '208b08d4-0dc2-4dd7-8879-ddd4c020d7aa' }],
  queues: [
    { ...queue, queue_name: 'queue1', resource_id: '03d51b88-db63-4611-b779-9a72ba0cf58b' },
    { ...queue, queue_name: 'queue2', elastic_resource_pool_name: 'dli_pool' },
    { ...queue, queue_name: 'queue3' },
    { ...queue, queue_name: 'queue4', cu_count: 256 },
    { queue_name: 'q1' },
    { queue_name: 'q2' },
  ],
  elasticResourcePools: [pool, { elastic_resource_pool_name: 'yearly_pool', max_cu: 128, charging_mode: 2 }],
  sqlJobTemplates: [{ sql_id: '5f1a3d0e-9c2b-4e6f-8a7d-0b1c2d3e4f50' }],
  sparkJobTemplates: [{ id: '5d0f2a3e-7c41-4b8e-9a6d-0f3e8b1c2d47' }],
  datasourceAuthentications: ['auth1', 'auth_kerberos', 'auth_kafka'].map((auth_info_name) => ({ auth_info_name })),
  globalVariables: ['table_name', 'string'].map((var_name) => ({ var_name })),
  enhancedConnections: [{ id: connection_id }],
  databases: [{ database_name: 'db1' }, { database_name: 'db2' }],
  tables: [
    { database_name: 'db1', table_name: 'table1' },
    {
      database_name: 'db2',
      table_name: 't2',
      columns: ['id', 'column1', 'column2'].map((column_name, index) => ({ column_name, type: 'string', is_partition_column: index > 0 })),
    },
  ],
};

/** The lists that an operation, or one of its examples, needs to be others. */
const seedFor: Record<string, Seed> = {
  updateFlinkSqlJob: { flinkJobs: [{ job_id: 104, job_type: 'flink_sql_job', run_mode: 'shared_cluster' }] },
  updateQueuePlan: { queuePlans },
  batchDeleteQueuePlans: { queuePlans },
  updateJobResourceOwner: {
    packageGroups: [{ group_name: 'groupName' }],
    packages: [{ resource_name: 'demo-1.0.0.jar' }, { resource_name: 'demo-1.0.0.jar', group_name: 'group1' }],
  },
  'createQueue/page_sample': { queues: [] },
  createAuthInfo: { datasourceAuthentications: [] },
  createJobAuthInfo: { datasourceAuthentications: [] },
  createDatabase: { databases: [], tables: [] },
  createTable: { tables: [] },
  createGlobalVariable: { globalVariables: [] },
  // A queue has some of these rules from its creation.
  createSqlJobDefendRule: { queues: [] },
  updateSqlJobDefendRule: { queues: [], sqlInspectionRules: [{ rule_uuid: 'b8f0d5a4-3c1e-4f7b-9a52-6d7e8c9b0a13' }] },
  'runDataAuthorizationAction/page_sample': {
    tables: [
      { database_name: 'db1', table_name: 'tb2', columns: [{ column_name: 'column1', type: 'int' }] },
      { database_name: 'db1', table_name: 'tbl' },
    ],
  },
  'runCatalogAction/unbind': { catalogs: [{ name: 'catalog1' }] },
  disassociateQueueFromEnhancedConnection: {
    queueBindings: ['queue1', 'q1', 'q2'].map((name) => ({ connection_id, name })),
    poolBindings: [{ connection_id, name: 'dli_pool' }],
  },
};

/** Creates what an example of a request needs. */
export function createSeed(operationId: string, example: string): Seed {
  return { ...seed, ...seedFor[operationId], ...seedFor[`${operationId}/${example}`] };
}
