// The usual ways through the API, step by step, from the Arazzo document.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { html, renderInline, renderText } from '../html.ts';
import { formatProsePage } from '../layout/page.ts';
import { getOperationFile } from '../pages.ts';
import type { Knowledge } from './knowledge.ts';

export interface Step {
  stepId: string;
  description: string;
  operationId: string;
}

export interface Workflow {
  workflowId: string;
  summary: string;
  description?: string;
  inputs?: { required?: string[]; properties?: Record<string, { description?: string }> };
  steps: Step[];
  outputs?: Record<string, string>;
}

export function readWorkflows(file: string): Workflow[] {
  return (parse(readFileSync(file, 'utf8')) as { workflows: Workflow[] }).workflows;
}

export function formatWorkflowsPage(knowledge: Knowledge): string {
  const { words, workflows } = knowledge;
  return formatProsePage(knowledge, {
    file: 'workflows.html',
    source: 'spec/workflows/workflows.arazzo.yaml',
    headings: workflows.map(({ workflowId, summary }) => ({ id: workflowId, text: summary })),
    body: html`<p>${words.workflows.introduction}${workflows.length > 0 ? html` <a href="workflows.arazzo.yaml" download>workflows.arazzo.yaml</a>` : ''}</p>
${workflows.map(
  ({ workflowId, summary, description, inputs, steps }) => html`<h2 id="${workflowId}"><a href="#${workflowId}">${summary}</a></h2>
${description ? renderText(description) : ''}<h3>${words.workflows.inputs}</h3>
<ul>
${Object.entries(inputs?.properties ?? {}).map(([name, { description = '' }]) => html`<li><code>${name}</code> ${renderInline(description)}</li>\n`)}</ul>
<h3>${words.workflows.steps}</h3>
<ol>
${steps.map(
  ({ description, operationId }) => html`<li>${renderInline(description)} <a href="${getOperationFile(operationId)}">${operationId}</a></li>
`,
)}</ol>
`,
)}`,
  });
}
