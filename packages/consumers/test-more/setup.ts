import type { TestProject } from 'vitest/node';
import { installRuntimes } from '../src/installed-runtimes.ts';
import { createProject, type Project, removeProject } from '../src/project.ts';
import { installTools } from '../src/tools.ts';
import { createVitests, type Vitests } from '../src/vitests.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the packed packages are installed. */
    project: Project;
    /** Where they are installed with each major version of vitest. */
    vitests: Vitests;
  }
}

/** Packs and installs once for all test files. */
export default async function setup(tests: TestProject) {
  const [[project, vitests]] = await Promise.all([createProjects(), installRuntimes(), installTools()]);
  tests.provide('project', project);
  tests.provide('vitests', vitests);
  return () => {
    removeProject(project);
    removeProject(vitests);
  };
}

async function createProjects(): Promise<[Project, Vitests]> {
  const project = await createProject();
  return [project, await createVitests(project.packages)];
}
