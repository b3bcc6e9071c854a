// Creates a Flink JAR job, with the values of the published page's sample.
import { DliApiError } from '@dli-openapi/client';
import { createClient } from './client.ts';

const dli = createClient();

try {
  const { job } = await dli.createFlinkJarJob({
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
  });
  console.log(`created job ${job?.job_id}: ${job?.status_name}`);
} catch (error) {
  if (!(error instanceof DliApiError)) throw error;
  console.error(`not created: ${error.errorCode} ${error.errorMessage} (request ${error.requestId})`);
  process.exitCode = 1;
}
