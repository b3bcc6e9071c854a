// One operation as a page.
import type { Operation } from '@dli-openapi/openapi';
import { formatCode, formatJson } from '../code.ts';
import { formatFamilyId, linkOperations } from '../families.ts';
import { type Content, Html, html, joinContents, renderInline, renderText } from '../html.ts';
import { formatCopyMarkdown, formatPage } from '../layout/page.ts';
import { getMarkdownFile, getOperationFile } from '../pages.ts';
import { fill, findText } from '../words/index.ts';
import { formatBody, formatFields } from './field-list.ts';
import { type Knowledge, listOwnDeviations, readErrorCode } from './knowledge.ts';
import type { OperationModel, ResponseModel } from './operation-model.ts';
import { formatTryIt } from './try-it.ts';

export function formatOperationPage(knowledge: Knowledge, model: OperationModel): string {
  const { operationId, summary, description, method, path, tags } = model.operation;
  return formatPage(knowledge, {
    file: getOperationFile(operationId),
    title: summary,
    description: `${method.toUpperCase()} ${path}: ${description.trim().replace(/\s+/g, ' ').replaceAll('`', '').slice(0, 200)}`,
    hasMarkdown: true,
    source: `spec/operations/${formatFamilyId(String(tags[0]))}/${operationId}.yaml`,
    body: html`<article class="operation">
${formatHead(knowledge, model)}${formatRequest(knowledge, model)}${formatSamples(knowledge, model)}${formatResponses(knowledge, model)}${formatDeviations(knowledge, model)}</article>`,
  });
}

function formatHead(knowledge: Knowledge, model: OperationModel): Html {
  const { words } = knowledge;
  const { operationId, method, path, summary, node } = model.operation;
  const mark = node.deprecated ? html`<strong class="mark">${words.deprecated}</strong> ` : '';
  const server = (knowledge.document.servers as { url: string }[] | undefined)?.[0]?.url ?? '';
  const parts = path.split(/(\{\w+\})/).map((part) => {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    return name === undefined ? joinContents(part.split(/(?<=\/)/), html`<wbr>`) : html`<a href="#path.${name}">${part}</a>`;
  });
  return html`<header class="operation-head">
<h1>${summary}</h1>
<p class="call"><span class="method ${method}">${method.toUpperCase()}</span> <code><a class="server" href="index.html#regions">${server}</a><wbr>${parts}</code></p>
<p class="page-tools"><code class="operation-id">${operationId}</code> ${mark}${formatCopyMarkdown(words)}</p>
${renderDescription(knowledge, model.operation)}${formatFacts(knowledge, model)}</header>
`;
}

/** Renders what an operation does. What stands in the place of a deprecated one is its last paragraph. */
function renderDescription({ families }: Knowledge, { description, node }: Operation): Html {
  const { text } = renderText(
    linkOperations(
      description,
      families.flatMap(({ operations }) => operations),
    ),
  );
  return new Html(node.deprecated ? text.replace(/<p>(?!.*<p>)/s, '<p class="deprecation">') : text);
}

/** What else is known of the operation, each with a link to where it is explained. */
function formatFacts({ words, workflows }: Knowledge, { operation, idempotent }: OperationModel): Html {
  const { facts } = words.operation;
  const { operationId, node } = operation;
  const paging = node['x-dli-paging'] as { style?: string } | undefined;
  const source = node['x-dli-source'] as string | undefined;
  const page = node.externalDocs as { description: string; url: string } | undefined;
  const using = workflows.filter(({ steps }) => steps.some((step) => step.operationId === operationId));
  const rows: [name: string, contents: Content[]][] = [
    [facts.authentication, [html`<a href="authentication.html">${facts.token}</a>`]],
    [facts.retries, [html`<a href="calls.html#retries-and-time-limits">${idempotent ? facts.twice : facts.once}</a>`]],
    [facts.paging, paging ? [html`<a href="calls.html#pages">${findText(facts.paged, paging.style ?? '') ?? ''}</a>`] : []],
    [facts.workflows, using.map(({ workflowId, summary }) => html`<a href="workflows.html#${workflowId}">${summary}</a>`)],
    [
      facts.published,
      [
        page ? html`<a href="${page.url}">${page.description}</a>` : [],
        source ? (findText(facts.sources, source) ?? source) : [],
        // The vendor has it there by its name in the SDK, which operationIds are made from.
        html`<a href="https://console.huaweicloud.com/apiexplorer/#/openapi/DLI/doc?api=${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}">${facts.explorer}</a>`,
      ].flat(),
    ],
    [
      facts.formats,
      [
        html`<a href="${getMarkdownFile(getOperationFile(operationId))}">${words.markdownPage}</a>`,
        html`<a href="openapi.yaml" download>OpenAPI</a>`,
      ],
    ],
  ];
  return html`<dl class="facts">
${rows
  .filter(([, contents]) => contents.length > 0)
  .map(([name, contents]) => html`<div><dt>${name}</dt><dd>${joinContents(contents, ' · ')}</dd></div>\n`)}</dl>
`;
}

function formatRequest(knowledge: Knowledge, { operation, parameters, body }: OperationModel): Html {
  const { words } = knowledge;
  const parts = (['path', 'query', 'header'] as const).map((kind) => {
    const own = parameters.filter(({ place }) => place.startsWith(`${kind}.`));
    return own.length === 0
      ? ''
      : html`<h2 id="${kind}"><a href="#${kind}">${words.operation.parameters[kind]}</a></h2>
${formatFields(knowledge, operation, own)}`;
  });
  return html`<section class="request">
${body ? html`<h2 id="request-body"><a href="#request-body">${words.operation.requestBody}</a></h2>\n${formatBody(knowledge, operation, body)}` : ''}${parts}</section>
`;
}

/** The samples of the first example are shown; the script shows those of the example that is picked. Without it all are there. */
function formatSamples(knowledge: Knowledge, model: OperationModel): Html {
  const { words } = knowledge;
  const { samples, requestExamples } = model;
  const languages: Record<string, string> = { TypeScript: 'ts', Shell: 'sh' };
  const formatSample = (label: string, code: Html) => html`<div class="sample" data-tab="${label}"><p class="label">${label}</p>
${code}</div>
`;
  const groups = (requestExamples.length > 0 ? requestExamples : [undefined]).map((example) => {
    const own = samples.filter((sample) => sample['x-dli-example'] === example?.name);
    return html`<div class="sample-group"${example ? html` data-example="${example.name}"` : ''}>
${example ? html`<h3>${example.summary}</h3>\n${renderText(example.description ?? '')}` : ''}${own.map(({ lang, label, source }) =>
  formatSample(label, formatCode(languages[lang] ?? 'text', source)),
)}${example ? formatSample(words.operation.body, formatValue(knowledge, example.value)) : ''}</div>
`;
  });
  return html`<section class="side" aria-label="${words.operation.samples}">
<h2 id="samples"><a href="#samples">${words.operation.samples}</a></h2>
<div class="samples">
${groups}</div>
${formatTryIt(knowledge, model)}</section>
`;
}

/** A value as JSON, and below it the JSON in its strings. */
function formatValue({ words }: Knowledge, value: unknown): Html {
  const inner = [...listJsonStrings(value, '')];
  return html`${formatJson(value)}${inner.map(([place, json]) => html`<p class="note">${renderInline(fill(words.operation.json, { place: `\`${place}\`` }))}</p>\n${formatJson(json)}`)}`;
}

function* listJsonStrings(value: unknown, place: string): Generator<[place: string, json: unknown]> {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    try {
      yield [place, JSON.parse(value)];
    } catch {
      // A string that only begins like JSON.
    }
  } else if (typeof value === 'object' && value !== null) {
    const format = (key: string) => (Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`.replace(/^\./, ''));
    for (const [key, child] of Object.entries(value)) yield* listJsonStrings(child, format(key));
  }
}

function formatResponses(knowledge: Knowledge, { operation, responses }: OperationModel): Html {
  return html`<section class="responses">
<h2 id="responses"><a href="#responses">${knowledge.words.operation.responses}</a></h2>
${responses.map((response, index) => formatResponse(knowledge, operation, response, index === 0))}</section>
`;
}

/** The address is within what is folded, which browsers then open without a script. */
function formatResponse(knowledge: Knowledge, operation: Operation, response: ResponseModel, isOpen: boolean): Html {
  const { words, errorCodes } = knowledge;
  const { status, description, headers, body, sameAs, examples } = response;
  const codes = new Set(examples.flatMap(({ value }) => readErrorCode(value) ?? []).filter((code) => code in errorCodes));
  const links = [...codes].map((code) => html`<a href="error-codes.html#${code}"><code>${code}</code></a>`);
  return html`<details class="response"${isOpen ? html` open` : ''}><summary><h3><code>${status}</code></h3> ${renderInline(description)}</summary>
<div id="status.${status}">
${links.length > 0 ? html`<p>${words.operation.codes} ${joinContents(links, ', ')}</p>\n` : ''}${
  headers.length > 0 ? html`<h4>${words.operation.headers}</h4>\n${formatFields(knowledge, operation, headers)}` : ''
}${body ? html`<h4>${words.operation.body}</h4>\n${formatBody(knowledge, operation, body)}` : ''}${
  sameAs ? html`<p>${words.operation.sameError} <a href="#status.${sameAs}">${sameAs}</a>.</p>\n` : ''
}${examples.map(
  (example) => html`<figure id="example.${status}.${example.name}"><figcaption>${example.summary} <code>${example.name}</code></figcaption>
${renderText(example.description ?? '')}${formatValue(knowledge, example.value)}</figure>
`,
)}</div>
</details>
`;
}

function formatDeviations(knowledge: Knowledge, { operation }: OperationModel): Html {
  const own = listOwnDeviations(knowledge, operation);
  if (own.length === 0) return html``;
  return html`<section class="own-deviations">
<h2 id="deviations"><a href="#deviations">${knowledge.words.operation.deviations}</a></h2>
<ul>
${own.map(({ id, title, reason }) => html`<li><a href="deviations.html#${id}">${title}</a> ${renderInline(reason)}</li>\n`)}</ul>
</section>
`;
}
