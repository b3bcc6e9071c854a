// One operation as Markdown, for who reads with a program.
import type { Document, Operation, Parameter, Response, Schema } from '@dli-openapi/openapi';
import { codeSamplesOf } from '../reference/samples.ts';
import type { Words } from '../words/index.ts';
import { type Field, fieldsOf } from './fields.ts';
import { alternativesOf, type Statement, statementOf } from './statement.ts';

type MarkdownWords = Words['markdown'];

/** The Markdown of an operation: all that the document says of it. */
export function operationMarkdown(document: Document, operation: Operation, words: MarkdownWords): string {
  const { operationId, method, path, summary, description, parameters, requestBody, responses, node } = operation;
  const { externalDocs } = node as { externalDocs?: { description: string; url: string } };
  const bodies = new Bodies(document, words);
  return [
    `# ${summary}`,
    `\`${operationId}\`: \`${method.toUpperCase()} ${path}\``,
    description.trim(),
    externalDocs === undefined ? '' : `${externalDocs.description}: <${externalDocs.url}>`,
    ...(parameters.length === 0 ? [] : [`## ${words.parameters}`, parametersOf(document, parameters, words)]),
    ...(requestBody === undefined
      ? []
      : [
          `## ${words.requestBody}`,
          describedBy(node.requestBody),
          ...bodies.fieldsOf(requestBody.schema),
          ...examplesOf(requestBody.examples),
        ]),
    `## ${words.responses}`,
    ...Object.entries(responses).flatMap(([status, response]) => responseOf(document, status, response, bodies)),
    `## ${words.samples}`,
    ...codeSamplesOf(document, operation).map(({ lang, source }) => fenced(lang === 'TypeScript' ? 'ts' : 'sh', source)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function describedBy(node: unknown): string {
  return (node as { description?: string }).description?.trim() ?? '';
}

function parametersOf(document: Document, parameters: Parameter[], words: MarkdownWords): string {
  return parameters
    .flatMap((parameter) => {
      const { name, in: place, required, description, schema } = parameter;
      const [field, ...inner] = fieldsOf(document, { type: 'object', properties: { [name]: schema } }) as [Field, ...Field[]];
      const own = { ...field, required, description: distinct([description, field.description]).join(' ') };
      return [itemOfField(own, [place], words), ...inner.map((other) => itemOfField(other, [], words))];
    })
    .join('\n');
}

function responseOf(document: Document, status: string, { description, headers, content }: Response, bodies: Bodies): string[] {
  const heads = Object.entries(headers).map(([name, header]) => {
    const { type, rules } = statementOf(document, header.schema as Schema);
    return `- \`${name}\` (header, ${type}): ${sentenceOf(describedBy(header), rules)}`;
  });
  const parts = [`### ${status}`, description.trim(), heads.join('\n')];
  return content === undefined ? parts : [...parts, ...bodies.fieldsOf(content.schema), ...examplesOf(content.examples)];
}

/** The bodies of one operation. What all failures have in common is said once. */
class Bodies {
  readonly #said = new Set<string>();
  readonly #document: Document;
  readonly #words: MarkdownWords;

  constructor(document: Document, words: MarkdownWords) {
    this.#document = document;
    this.#words = words;
  }

  fieldsOf(schema: Schema): string[] {
    const key = JSON.stringify(schema);
    if (this.#said.has(key)) return [];
    this.#said.add(key);
    const root = [statementOf(this.#document, schema), ...alternativesOf(this.#document, schema)];
    const introduction = distinct(
      root.map(({ title, description, rules }) => `${title && `${title}: `}${sentenceOf(description, rules)}`),
    ).join('\n\n');
    const fields = fieldsOf(this.#document, schema).map((field) => itemOfField(field, [], this.#words));
    return [introduction, fields.join('\n')];
  }
}

function itemOfField(field: Field, marks: string[], words: MarkdownWords): string {
  const { pointer, type, required, description, rules, values, alternatives } = field;
  const about = [...marks, type, ...(required ? [words.required] : [])].join(', ');
  const inner = [...values.map(itemOfValue), ...alternatives.flatMap(alternativeOf)];
  return [`- \`${pointer}\` (${about}): ${sentenceOf(description, rules)}`, ...inner.map((line) => `  ${line}`)].join('\n');
}

function alternativeOf({ title, type, description, rules, values }: Statement): string[] {
  return [
    `- ${[title, `(${type})`].filter(Boolean).join(' ')}: ${sentenceOf(description, rules)}`,
    ...values.map((value) => `  ${itemOfValue(value)}`),
  ];
}

function itemOfValue({ value, meaning }: Statement['values'][number]): string {
  return `- \`${value}\`${meaning === '' ? '' : `: ${oneLine(meaning)}`}`;
}

function sentenceOf(description: string, rules: string[]): string {
  return [oneLine(description), rules.length === 0 ? '' : `[${rules.join('; ')}]`].filter(Boolean).join(' ');
}

function examplesOf(examples: Record<string, { summary: string; description?: string; value: unknown }>): string[] {
  return Object.entries(examples).flatMap(([name, { summary, description = '', value }]) => [
    `${summary} (\`${name}\`):`,
    description.trim(),
    fenced('json', JSON.stringify(value, null, 2)),
  ]);
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
