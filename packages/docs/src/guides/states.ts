// The life of a job as a picture and two tables, from the data that the client waits by and the sandbox runs on.
import { type Document, listOperations, type Operation, type Schema } from '@dli-openapi/openapi';
import { type Html, html } from '../layout/html.ts';
import type { Words } from '../words/index.ts';
import { pictureOf } from './states-picture.ts';
import { meaningsOf, transitionsOf } from './states-tables.ts';

/** A way from one state to another. `from` is null for a new job and `*` for any state, `to` is null for a job that is gone. */
export interface Transition {
  from: string | null;
  to: string | null;
  event: string;
  /** Whether the service does it when nothing goes wrong. */
  usual?: boolean;
  evidence: 'documented' | 'inferred';
}

/** A kind of job. */
export interface Life {
  states: string[];
  meanings: Record<string, string>;
  /** The states that only a call leads out of, if anything does. */
  final: string[];
  transitions: Transition[];
  /** The operations that cause an event, by the event's name. */
  causes: Map<string, Operation[]>;
}

/**
 * The states of a kind of job.
 * @param block the name of the schema that lists them, such as `FlinkJobStatus`, then a line for each event that calls cause:
 * `run: batchRunFlinkJobs`
 * @throws {Error} when the document has no such schema, event or operation, or an event is left without a cause
 */
export function statesOf(document: Document, block: string, words: Words['states']): Html {
  const life = lifeOf(document, block);
  return html`<figure class="states" tabindex="0">${pictureOf(life, words)}<figcaption>${words.caption}</figcaption></figure>
${meaningsOf(life, words)}
${transitionsOf(life, words)}`;
}

/** What happens without a call. */
const uncalled: ReadonlySet<string> = new Set(['system', 'restart', 'top_up']);

function lifeOf(document: Document, block: string): Life {
  const [name = '', ...lines] = block.trim().split('\n');
  const schema: Schema | undefined = document.components.schemas?.[name];
  if (!schema?.['x-dli-transitions']) throw new Error(`${name} is not a schema with x-dli-transitions`);
  const life: Life = {
    states: schema.enum as string[],
    meanings: schema['x-enumDescriptions'] as Record<string, string>,
    final: (schema['x-dli-final'] ?? []) as string[],
    transitions: schema['x-dli-transitions'] as Transition[],
    causes: new Map(lines.map((line) => causesIn(document, line))),
  };
  const events = new Set(life.transitions.map(({ event }) => event).filter((event) => !uncalled.has(event)));
  for (const event of new Set([...events, ...life.causes.keys()])) {
    if (!life.causes.has(event)) throw new Error(`${name}: a line has to say which operations cause ${event}`);
    if (!events.has(event)) throw new Error(`${name}: no operation causes ${event}. Delete its line`);
  }
  return life;
}

function causesIn(document: Document, line: string): [event: string, operations: Operation[]] {
  const [event = '', operationIds = ''] = line.split(': ');
  const operations = listOperations(document);
  return [
    event,
    operationIds.split(', ').map((operationId) => {
      const operation = operations.find((candidate) => candidate.operationId === operationId);
      if (!operation) throw new Error(`The operation ${operationId}, as the cause of ${event}, does not exist`);
      return operation;
    }),
  ];
}
