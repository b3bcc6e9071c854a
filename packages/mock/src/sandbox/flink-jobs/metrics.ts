import type { OperationHandler } from '../engine/handler.ts';
import { flinkEnvelope } from '../engine/handler.ts';
import { findThing } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import { flinkJobs } from './job.ts';
import type { Operator } from './operators.ts';
import { readOperators } from './operators.ts';

export const showFlinkMetric: OperationHandler<'showFlinkMetric'> = ({ body, project }) => {
  const jobs = body.job_ids.map((id) => findThing(project, flinkJobs, id));
  return {
    ...flinkEnvelope,
    metrics: { jobs: jobs.map(({ id, fields }) => ({ job_id: id, metrics: measure(readOperators(fields.sql_body ?? '') ?? []) })) },
  };
};

/** Streams are not run, so that nothing is read or written. */
function measure(operators: readonly Operator[]): Schemas['Metric'] {
  const list = (wanted: Operator['type']) =>
    operators.flatMap(({ type, contents }) =>
      type === wanted ? [{ name: `${type}: ${contents}`, records: 0, corrupted_records: 0 }] : [],
    );
  return { sources: list('Source'), sinks: list('Sink'), total_read_rate: 0, total_write_rate: 0 };
}
