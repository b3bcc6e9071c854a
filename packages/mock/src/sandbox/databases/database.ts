import type { Entry } from '../engine/entry.ts';
import { defineKind } from '../engine/entry.ts';
import { user } from '../engine/handler.ts';
import { createUnknownChoice } from '../engine/missing.ts';
import type { Project } from '../engine/project.ts';
import { refuseInvalidName } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import { listTablesIn } from '../tables/table.ts';

export type DatabaseFields = Omit<Schemas['Database'], 'table_number'> & {
  database_name: string;
  resource_id: string;
  tags: readonly Schemas['Tag'][];
};

export type Database = Entry<DatabaseFields>;

/** What no page says of databases. */
export const databaseChoices = { jobOnUnknownDatabase: createUnknownChoice('databases') } as const;

/** The database that every project has. */
export const defaultDatabase = 'default';

export const databases = defineKind<DatabaseFields>()({
  name: 'databases',
  noun: 'database',
  schema: 'Database',
  id: 'database_name',
  ignoresCase: true,
  labels: { type: 'dli_database', id: 'resource_id' },
  quotas: [{ type: 'DATABASE', most: 50 }],
  ownFields: { tags: 'Tag' },
  builtIn: [{ database_name: defaultDatabase, resource_id: '00000000-0000-0000-0000-000000000000', description: 'default database' }],
  complete({ database_name, ...given }, { world, createId }) {
    return {
      description: '',
      owner: user.name,
      enterprise_project_id: '0',
      resource_id: given.resource_id ?? world.createUuid(),
      is_shared: false,
      tags: [],
      ...given,
      database_name: (database_name ?? `database_${createId()}`).toLowerCase(),
    };
  },
  check: ({ database_name }) => refuseInvalidName('database_name', database_name),
  show: ({ fields: { tags: _, ...shown }, project }) => ({ ...shown, table_number: countTables(project, shown.database_name) }),
});

function countTables(project: Project | undefined, database: string): number {
  return project === undefined ? 0 : listTablesIn(project, database).length;
}
