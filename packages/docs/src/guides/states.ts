// The life of a job as a picture and two tables, from the data that the client waits by and the sandbox runs on.
import { type Document, listOperations, type Operation, type Schema } from '@dli-openapi/openapi';
import { instance } from '@viz-js/viz';
import { formatTable, Html, html, joinContents, renderInline } from '../html.ts';
import { getOperationFile } from '../pages.ts';
import { findText, type Words } from '../words/index.ts';

/** A way from one state to another. `from` is null for a new job and `*` for any state, `to` is null for a job that is gone. */
interface Transition {
  from: string | null;
  to: string | null;
  event: string;
  /** Whether the service does it when nothing goes wrong. */
  usual?: boolean;
  evidence: 'documented' | 'inferred';
}

interface Life {
  states: string[];
  meanings: Record<string, string>;
  /** The states that only a call leads out of, if anything does. */
  final: string[];
  transitions: Transition[];
  /** The operations that cause an event, by the event's name. */
  causes: Map<string, Operation[]>;
}

type StateWords = Words['states'];

const viz = await instance();
/** The node of the picture that new jobs come from. */
const start = ' ';

/**
 * Formats the states of a kind of job.
 * @param block the name of the schema that lists them, such as `FlinkJobStatus`, then a line for each event that calls cause:
 * `run: batchRunFlinkJobs`
 * @throws {Error} if the document has no such schema, event or operation, or an event has no cause
 */
export function formatStates(document: Document, block: string, words: StateWords): Html {
  const life = readLife(document, block);
  return html`<figure class="states" tabindex="0">${drawStates(life, words)}<figcaption>${words.caption}</figcaption></figure>
${formatMeanings(life, words)}
<details>
<summary>${words.transitions}</summary>
${formatTransitions(life, words)}
</details>`;
}

export function formatStatesMarkdown(document: Document, block: string): string {
  const { states, final, meanings, transitions, causes } = readLife(document, block);
  const ways = transitions.map(({ from, to, event }) => {
    const cause = causes.get(event)?.map(({ operationId }) => operationId) ?? [event];
    return `- ${from ?? '∅'} → ${to ?? '∅'}: ${cause.join(', ')}`;
  });
  const items = states.map((state) => `- \`${state}\`${final.includes(state) ? ' ■' : ''}: ${meanings[state] ?? ''}`);
  return [...items, '', ...ways, ''].join('\n');
}

/** What happens without a call. */
const uncalled: ReadonlySet<string> = new Set(['system', 'restart', 'top_up']);

function readLife(document: Document, block: string): Life {
  const [name = '', ...lines] = block.trim().split('\n');
  const schema: Schema | undefined = document.components.schemas?.[name];
  if (!schema?.['x-dli-transitions']) throw new Error(`${name} is not a schema with x-dli-transitions`);
  const life: Life = {
    states: schema.enum as string[],
    meanings: schema['x-enumDescriptions'] as Record<string, string>,
    final: (schema['x-dli-final'] ?? []) as string[],
    transitions: schema['x-dli-transitions'] as Transition[],
    causes: readCauses(document, lines),
  };
  const events = new Set(life.transitions.map(({ event }) => event).filter((event) => !uncalled.has(event)));
  for (const event of new Set([...events, ...life.causes.keys()])) {
    if (!life.causes.has(event)) throw new Error(`${name}: a line has to say which operations cause ${event}`);
    if (!events.has(event)) throw new Error(`${name}: no operation causes ${event}. Delete its line`);
  }
  return life;
}

function readCauses(document: Document, lines: string[]): Map<string, Operation[]> {
  const operations = new Map(listOperations(document).map((operation) => [operation.operationId, operation]));
  return new Map(
    lines.map((line) => {
      const [event = '', operationIds = ''] = line.split(': ');
      const causes = operationIds.split(', ').map((operationId) => {
        const operation = operations.get(operationId);
        if (!operation) throw new Error(`The operation ${operationId}, as the cause of ${event}, does not exist`);
        return operation;
      });
      return [event, causes];
    }),
  );
}

/** Draws the states and the ways between them. Ways from any state and out of existence stand in the table alone. */
function drawStates({ states, final, transitions }: Life, words: StateWords): Html {
  const nodes = states.map((name) => ({ name, attributes: { label: name, class: final.includes(name) ? 'final' : 'state' } }));
  const edges = transitions
    .filter(({ from, to }) => from !== '*' && to !== null)
    .map(({ from, to, event, evidence, usual = false }) => ({
      tail: from ?? start,
      head: String(to),
      attributes: {
        label: ` ${findText(words.events, event) ?? event} `,
        style: evidence === 'inferred' ? 'dashed' : 'solid',
        penwidth: usual ? 2 : 1,
      },
    }));
  const svg = viz.renderString(
    {
      graphAttributes: { rankdir: 'TB', bgcolor: 'transparent', nodesep: 0.35, ranksep: 0.45 },
      nodeAttributes: { shape: 'box', style: 'rounded', fontname: 'Courier', fontsize: 11, height: 0.3, margin: '0.1,0.05' },
      edgeAttributes: { fontname: 'Helvetica', fontsize: 11, arrowsize: 0.6 },
      nodes: [{ name: start, attributes: { shape: 'point', width: 0.12, class: 'start', label: '' } }, ...nodes],
      edges,
    },
    { format: 'svg' },
  );
  const drawn = svg.slice(svg.indexOf('<svg')).replaceAll('"black"', '"currentColor"');
  return new Html(drawn.replace('<svg ', `<svg role="img" aria-label="${words.caption}" `));
}

function formatMeanings({ states, final, meanings }: Life, words: StateWords): Html {
  const rows = states.map((state) => {
    const mark = final.includes(state) ? html` <em>${words.final}</em>` : '';
    return html`<tr id="${state}"><td><code>${state}</code>${mark}</td><td>${renderInline(meanings[state] ?? '')}</td></tr>`;
  });
  return formatTable([words.state, words.meaning], rows);
}

/** Formats each way from one state to another, its cause, and whether a page states it. */
function formatTransitions({ transitions, causes }: Life, words: StateWords): Html {
  const formatState = (state: string | null, none: string) =>
    state === null || state === '*' ? (state === null ? none : words.any) : html`<code>${state}</code>`;
  const rows = transitions.map(({ from, to, event, evidence }) => {
    const links = causes.get(event)?.map(({ operationId }) => html`<a href="${getOperationFile(operationId)}">${operationId}</a>`);
    const cause = links ? joinContents(links, ', ') : (findText(words.uncalled, event) ?? event);
    return html`<tr><td>${formatState(from, words.notThere)}</td><td>${formatState(to, words.gone)}</td><td>${cause}</td><td>${words[evidence]}</td></tr>`;
  });
  return formatTable([words.from, words.to, words.by, words.evidence], rows);
}
