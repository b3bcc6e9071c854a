// What the picture of a job's states shows, in words, and what it leaves out.
import { type Html, html, joined, withCode } from '../layout/html.ts';
import { anchorOf } from '../reference/anchor.ts';
import type { Words } from '../words/index.ts';
import type { Life, Transition } from './states.ts';

/** What each state means. */
export function meaningsOf({ states, final, meanings }: Life, words: Words['states']): Html {
  return html`<div class="wide" tabindex="0"><table>
<thead><tr><th>${words.state}</th><th>${words.meaning}</th></tr></thead>
<tbody>
${states.map(
  (
    state,
  ) => html`<tr id="${state}"><td><code>${state}</code>${final.includes(state) ? html` <em>${words.final}</em>` : ''}</td><td>${withCode(meanings[state] ?? '')}</td></tr>
`,
)}</tbody>
</table></div>`;
}

/** Each way from one state to another, what leads there, and whether a page says so. */
export function transitionsOf(life: Life, words: Words['states']): Html {
  return html`<details>
<summary>${words.transitions}</summary>
<div class="wide" tabindex="0"><table>
<thead><tr><th>${words.from}</th><th>${words.to}</th><th>${words.by}</th><th>${words.evidence}</th></tr></thead>
<tbody>
${life.transitions.map(
  ({
    from,
    to,
    ...how
  }) => html`<tr><td>${stateOf(from, words.notThere)}</td><td>${stateOf(to, words.gone)}</td><td>${causeOf(life, how, words)}</td><td>${words[how.evidence]}</td></tr>
`,
)}</tbody>
</table></div>
</details>`;

  function stateOf(state: string | null, none: string): Html {
    if (state === null) return html`${none}`;
    return state === '*' ? html`${words.any}` : html`<code>${state}</code>`;
  }
}

function causeOf({ causes }: Life, { event }: Pick<Transition, 'event'>, words: Words['states']): Html {
  const links = causes.get(event)?.map((operation) => html`<a href="index.html#${anchorOf(operation)}">${operation.operationId}</a>`);
  return links ? html`${joined(links, ', ')}` : html`${words.uncalled[event] ?? event}`;
}
