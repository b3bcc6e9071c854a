// The start page: what the API is, and all operations by family.
import type { Document } from '@dli-openapi/openapi';
import { formatTable, type Html, html, renderText } from '../html.ts';
import { formatPage } from '../layout/page.ts';
import { getOperationFile } from '../pages.ts';
import { fill } from '../words/index.ts';
import type { Knowledge } from './knowledge.ts';

export function formatIndexPage(knowledge: Knowledge): string {
  const { words, document, families } = knowledge;
  const { title, summary, description, version } = document.info as Record<'title' | 'summary' | 'description' | 'version', string>;
  const page = document.externalDocs as { description: string; url: string } | undefined;
  const schemes = Object.values(document.components.securitySchemes ?? {}) as { name: string; description: string }[];
  return formatPage(knowledge, {
    file: 'index.html',
    title,
    description: `${summary} ${words.unofficial}.`,
    body: html`<div class="prose">
<h1>${title}</h1>
<p>${summary}</p>
<p class="note"><a href="changes.html">${fill(words.home.version, { version })}</a>${page ? html` · <a href="${page.url}">${page.description}</a>` : ''}</p>
<h2 id="operations">${words.home.operations}</h2>
<ul class="columns">${families.map(({ id, name, operations }) => html`<li><a href="#tag/${id}">${name}</a> <span class="count">${operations.length}</span></li>`)}</ul>
${families.map(
  ({ id, name, description, operations }) => html`<h3 id="tag/${id}"><a href="#tag/${id}">${name}</a></h3>
${renderText(description)}<ul class="operations">
${operations.map(
  ({ operationId, summary, method, path, node }) =>
    // The id is the operation's address in earlier versions, which site.js leads on from.
    html`<li id="tag/${id}/${operationId}"><a href="${getOperationFile(operationId)}">${summary}</a> <code><span class="method ${method}">${method.toUpperCase()}</span> ${path}</code>${node.deprecated ? html` <strong class="mark">${words.deprecated}</strong>` : ''}</li>
`,
)}</ul>
`,
)}${renderText(description)}
<h2 id="authentication">${words.home.authentication}</h2>
${schemes.map(({ name, description }) => html`<h3><a href="authentication.html"><code>${name}</code></a></h3>\n${renderText(description)}`)}
${formatRegions(knowledge)}</div>`,
  });
}

interface Server {
  url: string;
  description?: string;
  variables: Record<string, { default: string; enum?: string[]; 'x-dli-region-domains'?: Record<string, string> }>;
}

/** Lists the regions of the document's first server, with their endpoints. */
export function listRegions({ servers = [] }: Document): [region: string, endpoint: string][] {
  const [server] = servers as Server[];
  const { region, domain } = server?.variables ?? {};
  return (region?.enum ?? []).map((name) => {
    const ownDomain = region?.['x-dli-region-domains']?.[name] ?? domain?.default ?? '';
    return [name, String(server?.url).replace('{region}', name).replace('{domain}', ownDomain)];
  });
}

function formatRegions({ words, document }: Knowledge): Html {
  const [server] = (document.servers ?? []) as Server[];
  const rows = listRegions(document).map(([region, endpoint]) => {
    const mark = region === server?.variables.region?.default ? html` <em>${words.home.default}</em>` : '';
    return html`<tr id="region/${region}"><td><code>${region}</code>${mark}</td><td><code>${endpoint}</code></td></tr>`;
  });
  return html`<h2 id="regions">${words.home.regions}</h2>
<p>${server?.description ?? ''}</p>
${formatTable([words.home.region, words.home.endpoint], rows)}
`;
}
