// The life of a job as a picture and a table, from the data that the client waits by and the sandbox runs on.
import type { Document, Schema } from '@dli-openapi/scripts/document';
import { instance } from '@viz-js/viz';
import { Html, html, withCode } from '../layout/html.ts';
import type { Words } from '../words/index.ts';

interface Transition {
  from: string | null;
  to: string | null;
  event: string;
  evidence: string;
}

const viz = await instance();

/**
 * The states of a kind of job.
 * @param name the schema that lists them, such as `FlinkJobStatus`
 * @throws {Error} when the document has no such schema, or it has no transitions
 */
export function statesOf(document: Document, name: string, words: Words['states']): Html {
  const schema = document.components.schemas?.[name];
  if (!schema?.['x-dli-transitions']) throw new Error(`${name} is no schema with x-dli-transitions`);
  return html`<figure class="states">${pictureOf(schema, words)}<figcaption>${words.caption}</figcaption></figure>
${meaningsOf(schema, words)}`;
}

function pictureOf(schema: Schema, words: Words['states']): Html {
  const final = (schema['x-dli-final'] ?? []) as string[];
  const transitions = schema['x-dli-transitions'] as Transition[];
  const nodes = (schema.enum as string[]).map((name) => ({
    name,
    attributes: { label: name, class: final.includes(name) ? 'final' : 'state' },
  }));
  const edges = transitions
    .filter(({ from, to }) => from !== '*' && to !== null)
    .map(({ from, to, event, evidence }) => ({
      tail: from ?? start,
      head: String(to),
      attributes: { class: evidence, label: ` ${words.events[event] ?? event} `, style: evidence === 'inferred' ? 'dashed' : 'solid' },
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
  return new Html(svg.slice(svg.indexOf('<svg')).replace('<svg ', `<svg role="img" aria-label="${words.caption}" `));
}

const start = ' ';

function meaningsOf(schema: Schema, words: Words['states']): Html {
  const meanings = Object.entries(schema['x-enumDescriptions'] as Record<string, string>);
  const final = (schema['x-dli-final'] ?? []) as string[];
  return html`<div class="wide"><table>
<thead><tr><th>${words.state}</th><th>${words.meaning}</th></tr></thead>
<tbody>
${meanings.map(
  ([
    state,
    meaning,
  ]) => html`<tr id="${state}"><td><code>${state}</code>${final.includes(state) ? html` <em>${words.final}</em>` : ''}</td><td>${withCode(meaning)}</td></tr>
`,
)}</tbody>
</table></div>`;
}
