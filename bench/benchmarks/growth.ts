// CPU of the client as the document grows: of one call, and of a client that is created.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLayouts } from '../layout.ts';
import type { Work } from '../measure.ts';
import { compare } from '../measure.ts';
import { useService } from '../service.ts';
import type { Table } from '../table.ts';

/** Measures the clients of larger documents against that of the smallest. */
export function measureGrowth(): Promise<Table> {
  return useService(async (baseUrl) => {
    const layouts = await createLayouts('growth');
    const works = await Promise.all(layouts.map(({ folder }) => createWorks(folder, baseUrl)));
    const compareAll = async (kind: 'call' | 'creation', calls: number) => {
      const [few, ...others] = works.map((each) => each[kind]);
      const named = Object.fromEntries(others.map((work, index) => [layouts[index + 1]?.operations, work]));
      return few && [...(await compare(few, named, calls)).values()];
    };
    return {
      title: `CPU of the client of more operations, against that of ${layouts[0]?.operations} = 1`,
      columns: layouts.slice(1).map(({ operations }) => `of ${operations} operations`),
      rows: [
        { name: 'one call', cells: (await compareAll('call', 800)) ?? [] },
        { name: 'one client created', cells: (await compareAll('creation', 5000)) ?? [] },
      ],
    };
  });
}

async function createWorks(folder: string, baseUrl: string): Promise<Record<'call' | 'creation', Work>> {
  const { createDliClient } = (await import(pathToFileURL(join(folder, 'client/index.ts')).href)) as typeof import('@dli-openapi/client');
  const creation = () => createDliClient({ baseUrl, projectId: 'project', credentials: { token: 'token' } });
  const dli = creation();
  return { creation, call: () => dli.listFlinkJobs({ status: 'job_running', limit: 10 }) };
}
