import { succeeded } from '../envelope.ts';
import type { OperationHandler } from '../handler.ts';
import { refusal } from '../refusal.ts';
import { findFlinkJob } from './find.ts';

export const executeFlinkJobSavepoint: OperationHandler<'executeFlinkJobSavepoint'> = ({ path, body, project, now }) => {
  const job = findFlinkJob(project, path.job_id);
  if (!job.life.allows('savepoint')) throw refusal('DLI.0007', `The job ${job.id} is ${job.life.state}, not running.`);
  job.isStopping = false;
  job.life.trigger('savepoint', now);
  job.fields.savepoint_path = body.savepoint_path;
  return succeeded;
};

export const importFlinkJobSavepoint: OperationHandler<'importFlinkJobSavepoint'> = ({ path, body, project, world }) => {
  const job = findFlinkJob(project, path.job_id);
  if (String(body.job_id) !== String(path.job_id)) {
    throw refusal('DLI.0001', `The job_id of the body is ${body.job_id}, that of the path ${path.job_id}.`);
  }
  if (job.life.state !== world.lifecycles.flink.initial && !job.life.isOver) {
    throw refusal('DLI.0007', `The job ${job.id} is ${job.life.state}. Stop it first.`);
  }
  job.fields.savepoint_path = body.savepoint_path;
  job.fields.has_savepoint = true;
  return succeeded;
};
