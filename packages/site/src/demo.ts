import type { Seed } from '@dli-openapi/mock';

/** The jobs of the sandbox when the site starts. Their IDs are those of the document's examples, so that its samples find them. */
export const demo: Seed = {
  flinkJobs: [
    {
      job_id: 104,
      name: 'jptest',
      desc: 'A JAR job that has not been run',
      job_config: { entrypoint: 'FemaleInfoCollection.jar' },
    },
    {
      job_id: 105,
      name: 'risk',
      desc: 'Scores payments',
      job_type: 'flink_opensource_sql_job',
      sql_body: 'insert into sink select car_id, car_price from source',
      status: 'job_running',
      tags: [{ key: 'team', value: 'risk' }],
    },
    { job_id: 106, name: 'no-resources', status: 'job_submit_fail', status_desc: 'The queue default has no free CUs.' },
  ],
  flinkJobTemplates: [{ template_id: 2, name: 'simple_stream_sql', sql_body: 'insert into sink select * from source' }],
  sqlJobs: [{ job_id: '208b08d4-0dc2-4dd7-8879-ddd4c020d7aa', statement: 'select * from dbtest.tbtest' }],
  sparkJobs: [{ id: '0a324461-d9d9-45da-a52a-3b3c7a3d809e', name: 'TestDemo4', state: 'success' }],
};
