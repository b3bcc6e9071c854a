// One operation as Markdown, for who reads with a program.
import type { CodeSample } from '@dli-openapi/authoring/modules/openapi';
import type { Content, Document, Operation, Parameter, Response } from '@dli-openapi/openapi';
import { getList, SchemaReader } from '@dli-openapi/openapi';
import type { Words } from '../words/index.ts';
import { type Field, listFields } from './fields.ts';
import { listAlternatives, readStatement, type Statement } from './statement.ts';

type MarkdownWords = Words['markdown'];

/** The Markdown of an operation: all that the document says of it. */
export function operationMarkdown(document: Document, operation: Operation, words: MarkdownWords): string {
  const { operationId, method, path, summary, description, parameters, requestBody, responses, node } = operation;
  const { externalDocs } = node as { externalDocs?: { description: string; url: string } };
  const reader = new SchemaReader(document);
  const bodies = new Bodies(reader, words);
  return [
    `# ${summary}`,
    `\`${operationId}\`: \`${method.toUpperCase()} ${path}\``,
    description.trim(),
    externalDocs === undefined ? '' : `${externalDocs.description}: <${externalDocs.url}>`,
    ...(parameters.length === 0 ? [] : [`## ${words.parameters}`, formatParameters(reader, parameters, words)]),
    ...(requestBody === undefined
      ? []
      : [
          `## ${words.requestBody}`,
          readDescription(node.requestBody),
          ...bodies.format(requestBody),
          ...formatExamples(requestBody.examples),
        ]),
    `## ${words.responses}`,
    ...Object.entries(responses).flatMap(([status, response]) => formatResponse(reader, status, response, bodies)),
    `## ${words.samples}`,
    ...getList(node, 'x-codeSamples')
      .map((sample) => sample as CodeSample)
      .map(({ lang, source }) => fence(lang === 'TypeScript' ? 'ts' : 'sh', source)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function readDescription(node: unknown): string {
  return (node as { description?: string }).description?.trim() ?? '';
}

function formatParameters(reader: SchemaReader, parameters: Parameter[], words: MarkdownWords): string {
  return parameters
    .flatMap((parameter) => {
      const { name, in: place, required, description } = parameter;
      const [field, ...inner] = listFields(reader.flattenIn(parameter), name) as [Field, ...Field[]];
      const own = { ...field, required, description: listDistinct([description, field.description]).join(' ') };
      return [formatField(own, [place], words), ...inner.map((other) => formatField(other, [], words))];
    })
    .join('\n');
}

function formatResponse(reader: SchemaReader, status: string, { description, headers, content }: Response, bodies: Bodies): string[] {
  const heads = Object.entries(headers).map(([name, header]) => {
    const { type, rules } = readStatement(reader.flattenIn(header));
    return `- \`${name}\` (header, ${type}): ${formatSentence(readDescription(header.node), rules)}`;
  });
  const parts = [`### ${status}`, description.trim(), heads.join('\n')];
  return content === undefined ? parts : [...parts, ...bodies.format(content), ...formatExamples(content.examples)];
}

/** The bodies of one operation. What all failures have in common is said once. */
class Bodies {
  readonly #said = new Set<string>();
  readonly #reader: SchemaReader;
  readonly #words: MarkdownWords;

  constructor(reader: SchemaReader, words: MarkdownWords) {
    this.#reader = reader;
    this.#words = words;
  }

  format(content: Content): string[] {
    const key = JSON.stringify(content.schema);
    if (this.#said.has(key)) return [];
    this.#said.add(key);
    const schema = this.#reader.flattenIn(content);
    const introduction = listDistinct(
      [readStatement(schema), ...listAlternatives(schema)].map(
        ({ title, description, rules }) => `${title && `${title}: `}${formatSentence(description, rules)}`,
      ),
    ).join('\n\n');
    const fields = listFields(schema).map((field) => formatField(field, [], this.#words));
    return [introduction, fields.join('\n')];
  }
}

function formatField(field: Field, marks: string[], words: MarkdownWords): string {
  const { pointer, type, required, description, rules, values, alternatives } = field;
  const about = [...marks, type, ...(required ? [words.required] : [])].join(', ');
  const inner = [...values.map(formatValue), ...alternatives.flatMap(formatAlternative)];
  return [`- \`${pointer}\` (${about}): ${formatSentence(description, rules)}`, ...inner.map((line) => `  ${line}`)].join('\n');
}

function formatAlternative({ title, type, description, rules, values }: Statement): string[] {
  return [
    `- ${[title, `(${type})`].filter(Boolean).join(' ')}: ${formatSentence(description, rules)}`,
    ...values.map((value) => `  ${formatValue(value)}`),
  ];
}

function formatValue({ value, meaning }: Statement['values'][number]): string {
  return `- \`${value}\`${meaning === '' ? '' : `: ${toOneLine(meaning)}`}`;
}

function formatSentence(description: string, rules: string[]): string {
  return [toOneLine(description), rules.length === 0 ? '' : `[${rules.join('; ')}]`].filter(Boolean).join(' ');
}

function formatExamples(examples: Record<string, { summary: string; description?: string; value: unknown }>): string[] {
  return Object.entries(examples).flatMap(([name, { summary, description = '', value }]) => [
    `${summary} (\`${name}\`):`,
    description.trim(),
    fence('json', JSON.stringify(value, null, 2)),
  ]);
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function listDistinct(texts: string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}

function toOneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
