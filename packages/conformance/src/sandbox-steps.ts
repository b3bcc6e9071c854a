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

const statements = ['select * from db.t1', 'insert into t1 select 1', 'desc t1', "load data inpath 'obs://a/b' into table t1"];

/** Values with which most calls succeed, for fields that could be almost anything. */
const tamed = {
  cu_number: 2,
  parallel_number: 1,
  queue_name: 'queue',
  sql_body: 'insert into a select b from c',
  obs_dir: 'exports',
  zip_file: 'exports',
  data_path: 'obs://exports/one',
};

/** The initial state of each project, so that calls can be about something. */
export const beginning: Seed = {
  flinkJobs: [
    { name: 'jar', status: 'job_running', job_config: { restart_when_exception: true } },
    { name: 'sql', job_type: 'flink_sql_job', sql_body: 'insert into a select b from c' },
  ],
  flinkJobTemplates: [{ name: 'template' }],
  sqlJobs: [{ statement: 'select 1' }, { status: 'RUNNING', job_type: 'IMPORT' }],
  sparkJobs: [{ name: 'pi' }],
};

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

/** Aims the input of a step at an existing thing. */
export function aimInput({ subject, input, project, pick }: Step, state: SandboxState): Input {
  const path = { ...input.path, project_id: project };
  const held = state.projects[project];
  if (held === undefined || pick === undefined) return { ...input, path };
  const pickThing = <Thing>(things: readonly Thing[], offset = 0): Thing | undefined => things[(pick + offset) % things.length];
  const pickFlinkJob = (offset?: number) => pickThing(held.flinkJobs, offset)?.job_id;
  // SQL and Flink jobs are both named by a `job_id`, one by a text and one by a number.
  const job_id = typeof input.path.job_id === 'string' ? pickThing(held.sqlJobs)?.job_id : pickFlinkJob();
  const ids = { job_id, template_id: pickThing(held.flinkJobTemplates)?.template_id, batch_id: pickThing(held.sparkJobs)?.id };
  const tame = { sql: statements[pick % statements.length], ...tamed };
  const several = [pickFlinkJob(), pickFlinkJob(1)].filter((id) => id !== undefined);
  return {
    path: replaceValues(path, ids),
    query: pick % 2 === 0 ? pickRequired(subject, input.query) : input.query,
    body:
      typeof input.body === 'object' && input.body !== null
        ? replaceValues(input.body, { ...tame, ...ids, job_ids: several, job_selected: several })
        : input.body,
  };
}

/** Picks the parameters that a query cannot do without. */
function pickRequired({ parameters }: Subject, query: Input['query']): Input['query'] {
  const required = new Set(parameters.filter((parameter) => parameter.required).map(({ name }) => name));
  return Object.fromEntries(Object.entries(query).filter(([name]) => required.has(name)));
}

/** Replaces those fields of an object that have another value. */
function replaceValues(object: object, values: Record<string, unknown>): Record<string, unknown> {
  const known = Object.entries(object).map(([name, value]) => [name, values[name] ?? value]);
  return Object.fromEntries(known);
}

/** Prepares a sandbox for a step. */
export function prepare(mock: SandboxMock, { pause, plan }: Step): void {
  mock.clock.advance(pause);
  if (plan !== undefined) mock.plan({ outcome: plan as 'restart' });
}
