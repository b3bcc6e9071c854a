import { createDliClient } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import { expect, it } from 'vitest';

// The values that the published pages print as sample requests (pages dli_02_0230 and dli_02_0229).
const jarJob = {
  name: 'test',
  desc: 'job for test',
  queue_name: 'testQueue',
  manager_cu_number: 1,
  cu_number: 2,
  parallel_number: 1,
  log_enabled: true,
  obs_bucket: 'bucketName',
  smn_topic: 'topic',
  main_class: 'org.apache.flink.examples.streaming.JavaQueueStream',
  restart_when_exception: false,
  entrypoint: 'javaQueueStream.jar',
  dependency_jars: ['myGroup/test.jar', 'myGroup/test1.jar'],
  dependency_files: ['myGroup/test.csv', 'myGroup/test1.csv'],
};
const sqlJob = {
  name: 'myjob',
  desc: '这是我的第一个作业',
  queue_name: 'testQueue',
  sql_body: 'select * from source_table',
  run_mode: 'shared_cluster',
  cu_number: 4,
  parallel_number: 4,
  checkpoint_enabled: false,
  checkpoint_mode: 'exactly_once',
  checkpoint_interval: 10,
  obs_bucket: '',
  log_enabled: false,
  smn_topic: '',
  restart_when_exception: false,
  idle_state_retention: 3600,
  edge_group_ids: ['62de1e1c-066e-48a8-a79d-f461a31b2ee1', '2eb00f85-99f2-4144-bcb7-d39ff47f9002'],
  dirty_data_strategy: '0',
  udf_jar_url: 'group/test.jar',
} as const;

const mock = createMock();
const sent: Request[] = [];
const dli = createDliClient({
  region: 'cn-north-4',
  projectId: '330e068af1334c9782f4226acc00a2e2',
  credentials: { token: 'token' },
  fetch: (request) => {
    sent.push(request.clone());
    return mock.fetch(request);
  },
});

it("createFlinkJarJob sends the page's sample request to the letter", async () => {
  await dli.createFlinkJarJob(jarJob);
  const request = sent.pop();
  expect(`${request?.method} ${request?.url}`).toBe(
    'POST https://dli.cn-north-4.myhuaweicloud.com/v1.0/330e068af1334c9782f4226acc00a2e2/streaming/flink-jobs',
  );
  expect(await request?.json()).toEqual(jarJob);
});

it("updateFlinkSqlJob sends the page's sample request to the letter", async () => {
  await dli.updateFlinkSqlJob({ job_id: 104, ...sqlJob, edge_group_ids: [...sqlJob.edge_group_ids] });
  const request = sent.pop();
  expect(`${request?.method} ${request?.url}`).toBe(
    'PUT https://dli.cn-north-4.myhuaweicloud.com/v1.0/330e068af1334c9782f4226acc00a2e2/streaming/sql-jobs/104',
  );
  expect(await request?.json()).toEqual(sqlJob);
});
