// The picture of a job's states, drawn by Graphviz.
import { instance } from '@viz-js/viz';
import { Html } from '../layout/html.ts';
import type { Words } from '../words/index.ts';
import type { Life } from './states.ts';

const viz = await instance();
const start = ' ';
/** The scale below which its names cannot be read. */
const smallest = 0.6;

/** The states and the ways between them. Ways from any state and out of existence are left to the table. */
export function pictureOf({ states, final, transitions }: Life, words: Words['states']): Html {
  const nodes = states.map((name) => ({ name, attributes: { label: name, class: final.includes(name) ? 'final' : 'state' } }));
  const edges = transitions
    .filter(({ from, to }) => from !== '*' && to !== null)
    .map(({ from, to, event, evidence, usual = false }) => ({
      tail: from ?? start,
      head: String(to),
      attributes: {
        label: ` ${words.events[event] ?? event} `,
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
  // On a narrow screen it scrolls rather than becoming too small to read.
  const width = Number(/<svg width="(\d+)pt"/.exec(svg)?.[1]);
  const attributes = `role="img" aria-label="${words.caption}" style="min-width: ${Math.round(width * smallest)}pt"`;
  return new Html(svg.slice(svg.indexOf('<svg')).replace('<svg ', `<svg ${attributes} `));
}
