// One operation as Markdown, for programs that read it.
import type { Words } from '../words/index.ts';
import type { Field } from './fields.ts';
import type { Knowledge } from './knowledge.ts';
import type { NamedExample, OperationModel, ResponseModel } from './operation-model.ts';

export function formatOperationMarkdown({ words }: Pick<Knowledge, 'words'>, model: OperationModel): string {
  const { operation, parameters, body, requestExamples, responses, samples, idempotent } = model;
  const { operationId, method, path, summary, description, node } = operation;
  const page = node.externalDocs as { description: string; url: string } | undefined;
  const { operation: own } = words;
  return [
    `# ${summary}`,
    `\`${operationId}\`: \`${method.toUpperCase()} ${path}\``,
    description.trim(),
    page ? `${page.description}: <${page.url}>` : '',
    `${own.facts.retries}: ${idempotent ? own.facts.twice : own.facts.once}`,
    ...(parameters.length === 0 ? [] : [`## ${words.markdown.parameters}`, formatFields(parameters, words)]),
    ...(body ? [`## ${own.requestBody}`, formatBody(body, words), ...formatExamples(requestExamples)] : []),
    `## ${own.responses}`,
    ...responses.flatMap((response) => formatResponse(response, words)),
    `## ${own.samples}`,
    ...samples.map(({ lang, source }) => formatFence(lang === 'TypeScript' ? 'ts' : 'sh', source)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function formatBody(body: Field, words: Words): string {
  return [formatStatement(body), ...listDetails(body, words), '', formatFields(body.fields, words)].join('\n').trim();
}

function formatResponse({ status, description, headers, body, sameAs, examples }: ResponseModel, words: Words): string[] {
  const same = sameAs ? `${words.operation.sameError} ${sameAs}.` : '';
  return [`### ${status}`, description, formatFields(headers, words), body ? formatBody(body, words) : same, ...formatExamples(examples)];
}

function formatFields(fields: readonly Field[], words: Words): string {
  return fields.flatMap((field) => listLines(field, words)).join('\n');
}

/** A field and those in it, which are named by their places. */
function listLines(field: Field, words: Words): string[] {
  const { place, type, required, fields } = field;
  const about = [type, ...(required ? [words.operation.required] : [])].join(', ');
  const inner = fields.flatMap((each) => listLines(each, words));
  return [`- \`${place}\` (${about}): ${formatStatement(field)}`.trim(), ...listDetails(field, words), ...inner];
}

/** Its values and alternatives, as a list within that of the fields. */
function listDetails({ values, alternatives }: Field, words: Words): string[] {
  return [
    ...values.map(({ value, meaning }) => `- \`${value}\`${meaning === '' ? '' : `: ${formatLine(meaning)}`}`),
    ...alternatives.flatMap((alternative) => listLines(alternative, words)),
  ].map((line) => `  ${line}`);
}

function formatStatement({ description, rules }: Field): string {
  return [formatLine(description), rules.length === 0 ? '' : `[${rules.join('; ')}]`].filter(Boolean).join(' ');
}

function formatExamples(examples: readonly NamedExample[]): string[] {
  return examples.flatMap(({ name, summary, description = '', value }) => [
    `${summary} (\`${name}\`):`,
    description.trim(),
    formatFence('json', JSON.stringify(value, null, 2)),
  ]);
}

function formatFence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function formatLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
