// The states of jobs and their transitions, from `x-dli-transitions` and `x-dli-final`.
import type { Document, Schema } from '@dli-openapi/openapi';
import { formatDocComment } from './doc-comment.ts';

interface Transition {
  from: string | null;
  to: string | null;
  event: string;
}

/** Writes the module with the states of each kind of job. */
export function writeStates(document: Document): string {
  const schemas = Object.entries(document.components.schemas ?? {}).filter(([, schema]) => 'x-dli-transitions' in schema);
  const imports = "import type { States } from '../waiting.ts';\nimport type { components } from './schema.ts';";
  return `${[imports, ...schemas.map(([name, schema]) => writeConstant(name, schema))].join('\n\n')}\n`;
}

function writeConstant(name: string, schema: Schema): string {
  // Creating, importing and deleting a job are not transitions between two of its states.
  const transitions = (schema['x-dli-transitions'] as Transition[]).filter(({ from, to }) => from !== null && from !== '*' && to !== null);
  const data = {
    all: schema.enum,
    final: schema['x-dli-final'] ?? [],
    transitions: transitions.map(({ from, to, event }) => [from, to, event]),
  };
  const constant = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return `${formatDocComment(`${schema.description}`)}
export const ${constant}: States<components['schemas']['${name}']> = ${JSON.stringify(data, null, 2)};`;
}
