import type { Int64 } from '@dli-openapi/client';
import type { LoadedDocument } from '../../document/load.ts';
import { refuseUnknownNames } from '../../options.ts';
import type { AnyKind, Kept, Living, Seeded } from './kind.ts';
import type { Lifecycle } from './life.ts';
import { readLifecycle } from './life.ts';
import type { PlannedKind, Plans } from './plans.ts';
import { createPlans } from './plans.ts';
import type { Project } from './project.ts';
import { createProject } from './project.ts';
import type { StatementPlans } from './statement-plans.ts';
import { createStatementPlans } from './statement-plans.ts';
import type { Agenda, ResettableClock } from './time.ts';
import { createAgenda, createClock } from './time.ts';
import type { TimeoutPlans } from './timeout-plans.ts';
import { createTimeoutPlans } from './timeout-plans.ts';

/** All that a sandbox holds. */
export interface World {
  readonly loaded: LoadedDocument;
  /** All that projects can hold. */
  readonly kinds: readonly AnyKind[];
  readonly clock: ResettableClock;
  readonly agenda: Agenda;
  /** What to do where no page says what the service does, by name. */
  readonly choices: Readonly<Record<string, string | undefined>>;
  readonly plans: Plans;
  readonly statementPlans: StatementPlans;
  readonly timeoutPlans: TimeoutPlans;
  /** The projects that anything was put into. */
  readonly projects: ReadonlyMap<string, Project>;
  /** Files in OBS, by path. OBS belongs to no project. */
  readonly files: Map<string, unknown>;
  getLifecycle<State extends string>(kind: KindWithStates<State>): Lifecycle<State>;
  /** A project. It is kept from when something is put into it: any ID may be asked for. Otherwise {@link leaveProject} ends it. */
  getProject(id: string): Project;
  /** Has to be called after {@link getProject}. @param isChanged whether something in it was changed, and it is kept */
  leaveProject(project: Project, isChanged: boolean): void;
  /** A list that is made once for all its pages, and again as soon as anything has changed. */
  list<Thing>(key: string, make: () => Thing[]): Thing[];
  /** The next number for an ID that is not taken. */
  createId(isTaken: (id: Int64) => boolean): number;
  /** The next ID of the form that SQL and Spark jobs have. */
  createUuid(): string;
  /** @returns what takes back the IDs that are given from now on */
  markIds(): () => void;
  /** Puts something into a project, or without one into every project, also those that come later. */
  put<Thing extends Kept>(kind: AnyKind<Thing>, seeded: Seeded<Thing>, project: string | undefined): void;
  /** What was put into every project. */
  readonly seededEverywhere: readonly SeededEverywhere[];
  /** Lets everything happen that is due by now. */
  settle(): void;
  reset(): void;
}

interface SeededEverywhere {
  readonly kind: AnyKind;
  readonly seeded: Seeded<Kept>;
  /** Since when it is there, in milliseconds since 1970. */
  readonly at: number;
}

/** Enough of a kind to know what states its things have. */
interface KindWithStates<State extends string> {
  readonly name: string;
  view?(thing: Living<State>, now: number): object;
}

export interface WorldOptions {
  realTime: boolean;
  start: Date | string | undefined;
  /** By state, or by kind and state. */
  durations: object;
  choices: World['choices'];
}

/** How many lists are kept for their next pages. */
const mostLists = 16;

/** @throws {MockError} when the document does not say what the states of a kind are, or an option is invalid */
export function createWorld(
  loaded: LoadedDocument,
  kinds: readonly AnyKind[],
  { realTime, start, durations, choices }: WorldOptions,
): World {
  const stateful = readStatefulKinds(loaded, kinds, durations);
  const lifecycles = new Map(stateful.map(({ lifecycle }) => [lifecycle.kind, lifecycle]));
  const projects = new Map<string, Project>();
  const everywhere: SeededEverywhere[] = [];
  const lists = new Map<string, unknown[]>();
  let lastId = 0;
  let lastUuid = 0;

  const world: World = {
    loaded,
    kinds,
    clock: createClock({ realTime, start }),
    agenda: createAgenda(),
    choices,
    plans: createPlans(stateful),
    statementPlans: createStatementPlans(),
    timeoutPlans: createTimeoutPlans(loaded),
    projects,
    files: new Map(),
    getLifecycle: <State extends string>({ name }: KindWithStates<State>) => lifecycles.get(name) as Lifecycle as Lifecycle<State>,
    getProject(id) {
      const known = projects.get(id);
      if (known !== undefined) return known;
      const claims = world.plans.claims;
      let isSeeded = false;
      const keep = () => isSeeded && projects.set(id, project);
      const project: Project = createProject(id, world, keep);
      for (const { kind, seeded, at } of everywhere) project.get(kind).add(seeded.create(project), at);
      // What was put in has been there since then.
      world.settle();
      isSeeded = true;
      // What is planned happens once.
      if (world.plans.claims > claims) keep();
      return project;
    },
    leaveProject(project, isChanged) {
      if (isChanged) {
        projects.set(project.id, project);
        lists.clear();
      } else if (!projects.has(project.id)) project.end();
    },
    list<Thing>(key: string, make: () => Thing[]) {
      const known = lists.get(key) as Thing[] | undefined;
      if (known !== undefined) return known;
      if (lists.size >= mostLists) lists.clear();
      const made = make();
      lists.set(key, made);
      return made;
    },
    createId(isTaken) {
      do lastId++;
      while (isTaken(lastId));
      return lastId;
    },
    createUuid() {
      lastUuid++;
      return `00000000-0000-4000-8000-${lastUuid.toString(16).padStart(12, '0')}`;
    },
    markIds() {
      const [id, uuid] = [lastId, lastUuid];
      return () => {
        lastId = id;
        lastUuid = uuid;
      };
    },
    put(kind, seeded, project) {
      const at = world.clock.now;
      for (const each of project === undefined ? projects.values() : [world.getProject(project)]) {
        each.get(kind).add(seeded.create(each), at);
      }
      if (project === undefined) everywhere.push({ kind, seeded, at });
      lists.clear();
    },
    seededEverywhere: everywhere,
    settle() {
      if (world.agenda.run(world.clock.now)) lists.clear();
    },
    reset() {
      world.agenda.clear();
      lastId = 0;
      lastUuid = 0;
      projects.clear();
      lists.clear();
      world.files.clear();
      everywhere.length = 0;
      world.plans.clear();
      world.statementPlans.clear();
      world.timeoutPlans.clear();
      world.clock.reset();
    },
  };
  return world;
}

function readStatefulKinds(loaded: LoadedDocument, kinds: readonly AnyKind[], durations: object): PlannedKind[] {
  const stateful = kinds.flatMap((kind) =>
    kind.states ? [{ lifecycle: readLifecycle(loaded, kind, kind.states, durations), createdBy: kind.states.createdBy }] : [],
  );
  const known = stateful.flatMap(({ lifecycle: { kind, states } }) => [kind, ...states]);
  refuseUnknownNames('The state', durations, [...new Set(known)]);
  for (const { lifecycle } of stateful) {
    const own = Object.entries(durations).find(([name]) => name === lifecycle.kind);
    if (own) refuseUnknownNames(`The state of ${lifecycle.kind}`, own[1], lifecycle.states);
  }
  return stateful;
}
