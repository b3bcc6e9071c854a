// One operation as Markdown, for who reads with a program.
import type { Document, Operation, Parameter, Response, Schema } from '@dli-openapi/scripts/document';
import { resolve } from '@dli-openapi/scripts/document';
import { codeSamplesOf } from '../reference/samples.ts';
import type { Words } from '../words/index.ts';
import { fieldsOf } from './fields.ts';

/** The Markdown of an operation: all that the reference says of it. */
export function operationMarkdown(document: Document, operation: Operation, words: Words['markdown']): string {
  const { operationId, method, path, summary, description, parameters, requestBody, responses, docId } = operation;
  return [
    `# ${summary}`,
    `\`${operationId}\`: \`${method.toUpperCase()} ${path}\``,
    description.trim(),
    docId === undefined ? '' : `${words.page}: ${docId}`,
    ...(parameters.length === 0 ? [] : [`## ${words.parameters}`, parametersOf(document, parameters, words)]),
    ...(requestBody === undefined
      ? []
      : [`## ${words.requestBody}`, fieldTable(document, requestBody.schema, words), ...examplesOf(requestBody.examples)]),
    `## ${words.responses}`,
    ...Object.entries(responses).flatMap((entry) => responseOf(document, entry, words)),
    `## ${words.samples}`,
    ...codeSamplesOf(document, operation).map(({ lang, source }) => fenced(lang === 'TypeScript' ? 'ts' : 'sh', source)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function parametersOf(document: Document, parameters: Parameter[], words: Words['markdown']): string {
  const rows = parameters.map(({ name, in: place, required, description, schema }) => {
    const [field] = fieldsOf(document, { type: 'object', properties: { [name]: schema } });
    return [`\`${name}\``, place, required ? words.yes : words.no, field?.type ?? '', oneLine([description, field?.rules].join(' '))];
  });
  return tableOf([[words.name, words.place, words.required, words.type, words.description], ...rows]);
}

function responseOf(document: Document, [status, { description, content }]: [string, Response], words: Words['markdown']): string[] {
  const parts = [`### ${status}`, description.trim()];
  if (content === undefined) return parts;
  // What all failures have in common is said once, in the document.
  return status.startsWith('2')
    ? [...parts, fieldTable(document, content.schema, words), ...examplesOf(content.examples)]
    : [...parts, ...examplesOf(content.examples)];
}

function fieldTable(document: Document, schema: Schema, words: Words['markdown']): string {
  const rows = fieldsOf(document, schema).map(({ pointer, type, required, description, rules }) => [
    `\`${pointer}\``,
    required ? words.yes : words.no,
    type,
    oneLine([description, rules].join(' ')),
  ]);
  return rows.length === 0
    ? oneLine(String(resolve(document, schema).description ?? ''))
    : tableOf([[words.name, words.required, words.type, words.description], ...rows]);
}

function examplesOf(examples: Record<string, { summary: string; value: unknown }>): string[] {
  return Object.entries(examples).flatMap(([name, { summary, value }]) => [
    `${summary} (\`${name}\`):`,
    fenced('json', JSON.stringify(value, null, 2)),
  ]);
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function tableOf([head = [], ...rows]: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function oneLine(text: string): string {
  return text.trim().replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
