/** A job as the live page shows it. */
export interface JobRow {
  /** The project that it is in; jobs of one project come together. */
  project: string;
  /** As it is written: ids may be larger than a number holds. */
  id: string;
  /** Such as `Flink SQL`. */
  kind: string;
  name: string;
  state: string;
}

/** What is shown of a sandbox's state. */
export interface ShownState {
  readonly projects: Readonly<Record<string, ShownProject>>;
}

interface ShownProject {
  readonly flinkJobs: readonly { job_id: bigint | number; job_type?: string; name?: string; status?: string }[];
  readonly sqlJobs: readonly { job_id?: string; job_type?: string; statement?: string; status?: string }[];
  readonly sparkJobs: readonly { id?: string; name?: string; state?: string }[];
}

const longestName = 120;

/** The jobs of a sandbox as the live page shows them: those of each project together, and of each kind the newest first. */
export function listJobRows({ projects }: ShownState): JobRow[] {
  return Object.entries(projects).flatMap(([project, jobs]) => listProjectRows(jobs).map((row) => ({ project, ...row })));
}

type ProjectRow = Omit<JobRow, 'project'>;

function listProjectRows({ flinkJobs, sqlJobs, sparkJobs }: ShownProject): ProjectRow[] {
  return [
    ...flinkJobs.map(({ job_id, job_type, name, status }) => toRow(String(job_id), formatFlinkKind(job_type), name, status)).reverse(),
    ...sqlJobs.map(({ job_id, job_type, statement, status }) => toRow(job_id, `SQL ${job_type ?? ''}`, statement, status)).reverse(),
    ...sparkJobs.map(({ id, name, state }) => toRow(id, 'Spark', name, state)).reverse(),
  ];
}

function toRow(id = '', kind: string, name = '', state = ''): ProjectRow {
  const shown = name.length > longestName ? `${name.slice(0, longestName)}…` : name;
  return { id, kind: kind.trim(), name: shown, state };
}

/** `flink_opensource_sql_job` as `Flink opensource SQL`. */
function formatFlinkKind(type = 'flink_job'): string {
  const words = type.replace(/_job$/, '').replaceAll('_', ' ');
  return words.replace(/^flink/, 'Flink').replace(/\b(?:sql|jar)\b/, (name) => name.toUpperCase());
}
