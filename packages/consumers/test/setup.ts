import type { TestProject } from 'vitest/node';
import { installRuntimes } from '../src/installed-runtimes.ts';
import { createProject, type Project, removeProject } from '../src/project.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the packed packages are installed. */
    project: Project;
  }
}

/** Packs and installs once for all test files, which look for run times when they are loaded. */
export default async function setup(tests: TestProject) {
  const [project] = await Promise.all([createProject(), installRuntimes()]);
  tests.provide('project', project);
  return () => removeProject(project);
}
