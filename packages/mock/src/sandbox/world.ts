import type { Int64 } from '@dli-openapi/client';
import type { LoadedDocument } from '../document/load.ts';
import type { Agenda } from './agenda.ts';
import { createAgenda } from './agenda.ts';
import type { ResettableClock } from './clock.ts';
import { createClock } from './clock.ts';
import type { Durations } from './durations.ts';
import { readDurations } from './durations.ts';
import type { ExportedFlinkJob } from './flink-jobs/transfer.ts';
import type { Lifecycle } from './lifecycle.ts';
import { readLifecycle } from './lifecycle.ts';
import type { Plans } from './plans.ts';
import { createPlans } from './plans.ts';
import type { Project } from './project.ts';
import { createProject } from './project.ts';
import type { Sown } from './seed.ts';
import type { JobState, Schemas } from './types.ts';

/** All that a sandbox holds. */
export interface World {
  readonly loaded: LoadedDocument;
  readonly clock: ResettableClock;
  readonly agenda: Agenda;
  readonly lifecycles: {
    readonly flink: Lifecycle<Schemas['FlinkJobStatus']>;
    readonly sql: Lifecycle<Schemas['SqlJobStatus']>;
    readonly spark: Lifecycle<Schemas['SparkJobState']>;
  };
  readonly duration: (state: JobState) => number;
  readonly plans: Plans;
  /** The projects that anything was put into. */
  readonly projects: ReadonlyMap<string, Project>;
  /** The files in OBS that Flink jobs were exported to, by path. OBS belongs to no project. */
  readonly files: Map<string, readonly ExportedFlinkJob[]>;
  /** A project. It is kept from when something is put into it: any ID may be asked for. */
  project(id: string): Project;
  /** The next number for an ID that is not taken. */
  nextId(isTaken: (id: Int64) => boolean): number;
  /** The next ID of the form that SQL and Spark jobs have. */
  nextUuid(): string;
  /** What was put into every project, and is put into each new one. */
  sown: Sown[];
  /** Lets everything happen that is due by now. */
  settle(): void;
  reset(): void;
}

export interface WorldOptions {
  realTime: boolean;
  start: Date | string | undefined;
  durations: Durations;
}

/** @throws {MockError} when the document does not formatValue jobs, or an option cannot be used */
export function createWorld(loaded: LoadedDocument, { realTime, start, durations }: WorldOptions): World {
  const lifecycles = {
    flink: readLifecycle<Schemas['FlinkJobStatus']>(loaded, 'FlinkJobStatus'),
    sql: readLifecycle<Schemas['SqlJobStatus']>(loaded, 'SqlJobStatus'),
    spark: readLifecycle<Schemas['SparkJobState']>(loaded, 'SparkJobState'),
  };
  const kinds = Object.values(lifecycles) as Lifecycle<JobState>[];
  const projects = new Map<string, Project>();
  let lastId = 0;
  let lastUuid = 0;

  const world: World = {
    loaded,
    clock: createClock({ realTime, start }),
    agenda: createAgenda(),
    lifecycles,
    duration: readDurations(durations, new Set(kinds.flatMap(({ states }) => states))),
    plans: createPlans(kinds),
    projects,
    files: new Map(),
    sown: [],
    project(id) {
      const known = projects.get(id);
      if (known !== undefined) return known;
      const project: Project = createProject(
        id,
        () => world.clock.now,
        () => projects.set(id, project),
      );
      for (const { put } of world.sown) put(project);
      // What was put in has been there since then.
      world.settle();
      return project;
    },
    nextId(isTaken) {
      do lastId++;
      while (isTaken(lastId));
      return lastId;
    },
    nextUuid() {
      lastUuid++;
      return `00000000-0000-4000-8000-${lastUuid.toString(16).padStart(12, '0')}`;
    },
    settle: () => world.agenda.run(world.clock.now),
    reset() {
      world.agenda.clear();
      lastId = 0;
      lastUuid = 0;
      projects.clear();
      world.files.clear();
      world.sown = [];
      world.plans.clear();
      world.clock.reset();
    },
  };
  return world;
}
