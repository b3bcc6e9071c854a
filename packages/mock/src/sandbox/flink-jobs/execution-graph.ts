import { succeeded } from '../envelope.ts';
import type { OperationHandler } from '../handler.ts';
import { refusal } from '../refusal.ts';
import type { Schemas } from '../types.ts';
import { findFlinkJob } from './find.ts';
import type { FlinkJob } from './job.ts';
import { lastRunOf } from './job.ts';
import type { Operator } from './stream-sql.ts';
import { operator, operatorsOf } from './stream-sql.ts';

type State = Schemas['FlinkExecutionState'];
type Times = Schemas['FlinkStateTimes'];

/** What Flink calls the states of DLI. */
const states: Partial<Record<Schemas['FlinkJobStatus'], State & keyof Times>> = {
  job_running: 'RUNNING',
  job_savepointing: 'RUNNING',
  job_canceling: 'CANCELLING',
  job_cancel_success: 'CANCELED',
  job_running_exception: 'FAILED',
  job_finish: 'FINISHED',
};

export const showFlinkJobExecutionGraph: OperationHandler<'showFlinkJobExecutionGraph'> = ({ path, project, now }) => {
  const job = findFlinkJob(project, path.job_id);
  const state = states[job.life.state];
  const run = lastRunOf(job);
  if (state === undefined || run === undefined) {
    throw refusal('DLI.11098', `The job ${job.id} is ${job.life.state} and has no execution graph until it runs.`);
  }
  return { ...succeeded, execute_graph: graphOf(job, state, run.start, run.end, now) };
};

function graphOf(job: FlinkJob, state: State, start: number, end: number | undefined, now: number): Schemas['FlinkExecutionGraph'] {
  const { name, sql_body, main_class, job_config } = job.fields;
  const operators = operatorsOf(sql_body ?? '') ?? [operator('Source', main_class || job_config.entrypoint || name)];
  const parallelism = job_config.parallel_number ?? 1;
  const times = { 'start-time': start, 'end-time': end ?? -1, duration: (end ?? now) - start };
  const taskState = state === 'CANCELLING' ? 'CANCELING' : state;
  const jid = operator('Source', `job ${job.id}`).id;
  return {
    jid,
    name,
    isStoppable: false,
    state,
    ...times,
    now,
    timestamps: timesOf(job, start),
    vertices: operators.map(({ id, type, contents }) => ({
      id,
      name: `${type}: ${contents}`,
      parallelism,
      status: taskState,
      ...times,
      tasks: { [taskState]: parallelism },
    })),
    'status-counts': { [taskState]: operators.length },
    plan: { jid, name, nodes: planOf(operators, parallelism) },
  };
}

function timesOf({ life: { stages } }: FlinkJob, start: number): Times {
  const reached = stages.filter(({ at }) => at >= start).flatMap(({ state, at }) => (states[state] ? [[states[state], at] as const] : []));
  // The first time counts: after a savepoint the job goes on running.
  return { CREATED: start, ...Object.fromEntries(reached.toReversed()) };
}

function planOf(operators: readonly Operator[], parallelism: number): Schemas['FlinkPlanNode'][] {
  return operators.map(({ id, type, contents }, index) => {
    const before = operators[index - 1];
    const inputs = before && [{ num: 0, id: before.id, ship_strategy: 'FORWARD', exchange: 'pipelined_bounded' }];
    return { id, parallelism, operator: '', operator_strategy: '', description: `${type}: ${contents}`, ...(inputs && { inputs }) };
  });
}
