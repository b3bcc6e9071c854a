import type { TestProject } from 'vitest/node';
import { createProject, type Project, removeProject } from '../src/project.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the packed packages are installed. */
    project: Project;
  }
}

/** Packs and installs once for all test files. */
export default async function setup(tests: TestProject) {
  const project = await createProject();
  tests.provide('project', project);
  return () => removeProject(project);
}
