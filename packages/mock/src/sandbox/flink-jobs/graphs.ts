// The graphs of Flink jobs.
import type { OperationHandler } from '../engine/handler.ts';
import { createRefusal, flinkEnvelope } from '../engine/handler.ts';
import { findThing } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import type { FlinkJob } from './job.ts';
import { findLastRun, flinkJobs } from './job.ts';
import type { Operator } from './operators.ts';
import { createOperator, readOperators } from './operators.ts';

export const createFlinkSqlJobGraph: OperationHandler<'createFlinkSqlJobGraph'> = ({ path, body, project }) => {
  findThing(project, flinkJobs, path.job_id);
  const operators = readOperators(body.sql_body);
  if (operators === undefined) {
    const message = 'The SQL has no statement of the form insert into … select … from ….';
    return { is_success: 'false', message, error_code: 'DLI.0004', stream_graph: JSON.stringify({ nodes: [] }) };
  }
  const shown = body.graph_type === 'simple_graph' ? operators.filter(({ type }) => type !== 'select') : operators;
  const graph = { nodes: createNodes(shown, readParallelisms(body.operator_config)) };
  return { ...flinkEnvelope, error_code: '', stream_graph: JSON.stringify(graph satisfies Schemas['StreamGraph']) };
};

function createNodes(operators: readonly Operator[], parallelisms: ReadonlyMap<string, number>) {
  return operators.map(({ id, type, contents }, index) => ({
    id: index + 1,
    operator_id: id,
    type,
    contents,
    parallelism: parallelisms.get(id) ?? 1,
    ...(index > 0 && { predecessors: [{ id: index }] }),
  }));
}

/** The parallelism of each operator that `operator_config` names; what it says in an unknown way is ignored. */
function readParallelisms(config: string | undefined): Map<string, number> {
  const parallelisms = new Map<string, number>();
  for (const entry of readOperatorList(config)) {
    const { id, parallel } = Object(entry) as { id?: unknown; parallel?: unknown };
    if (typeof id === 'string' && Number.isSafeInteger(parallel)) parallelisms.set(id, parallel as number);
  }
  return parallelisms;
}

function readOperatorList(config: string | undefined): unknown[] {
  try {
    const { operator_list } = Object(JSON.parse(config ?? '{}')) as { operator_list?: unknown };
    return Array.isArray(operator_list) ? operator_list : [];
  } catch {
    return [];
  }
}

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
  const job = findThing(project, flinkJobs, path.job_id);
  const state = states[job.life.state];
  const run = findLastRun(job);
  if (state === undefined || run === undefined) {
    throw createRefusal('DLI.11098', `The job ${job.id} is ${job.life.state} and has no execution graph until it runs.`);
  }
  return { ...flinkEnvelope, execute_graph: createGraph(job, state, run.start, run.end, now) };
};

function createGraph(job: FlinkJob, state: State, start: number, end: number | undefined, now: number): Schemas['FlinkExecutionGraph'] {
  const { name, sql_body, main_class, job_config } = job.fields;
  const operators = readOperators(sql_body ?? '') ?? [createOperator('Source', main_class || job_config.entrypoint || name)];
  const parallelism = job_config.parallel_number ?? 1;
  const times = { 'start-time': start, 'end-time': end ?? -1, duration: (end ?? now) - start };
  const taskState = state === 'CANCELLING' ? 'CANCELING' : state;
  const jid = createOperator('Source', `job ${job.id}`).id;
  return {
    jid,
    name,
    isStoppable: false,
    state,
    ...times,
    now,
    timestamps: listTimes(job, start),
    vertices: operators.map(({ id, type, contents }) => ({
      id,
      name: `${type}: ${contents}`,
      parallelism,
      status: taskState,
      ...times,
      tasks: { [taskState]: parallelism },
    })),
    'status-counts': { [taskState]: operators.length },
    plan: { jid, name, nodes: createPlanNodes(operators, parallelism) },
  };
}

function listTimes({ life: { stages } }: FlinkJob, start: number): Times {
  const reached = stages.filter(({ at }) => at >= start).flatMap(({ state, at }) => (states[state] ? [[states[state], at] as const] : []));
  // The first time counts: after a savepoint the job continues to run.
  return { CREATED: start, ...Object.fromEntries(reached.toReversed()) };
}

function createPlanNodes(operators: readonly Operator[], parallelism: number): Schemas['FlinkPlanNode'][] {
  return operators.map(({ id, type, contents }, index) => {
    const before = operators[index - 1];
    const inputs = before && [{ num: 0, id: before.id, ship_strategy: 'FORWARD', exchange: 'pipelined_bounded' }];
    return { id, parallelism, operator: '', operator_strategy: '', description: `${type}: ${contents}`, ...(inputs && { inputs }) };
  });
}
