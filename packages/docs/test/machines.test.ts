import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteFolder } from '@dli-openapi/docs/site';
import { type Document, listOperations, type Node, type Operation, resolve, type Schema } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { folderOf, languages } from '../src/languages.ts';
import { machineFiles } from '../src/pages.ts';

describe.each(languages)('what programs read in %s', (language) => {
  const folder = join(siteFolder, folderOf(language));
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const document = readDocument(join(folder, 'openapi.json'));
  const operations = listOperations(document);

  it('is linked from every page', () => {
    const page = read('deviations.html');
    for (const name of machineFiles) expect(page).toContain(`href="${name}"`);
  });

  it('is announced by the reference', () => {
    const alternates = [...read('index.html').matchAll(/<link rel="alternate" type="(.*?)" href="(.*?)">/g)].map(([, type, href]) => [
      type,
      href,
    ]);
    expect(alternates).toEqual([
      ['text/markdown', 'llms.txt'],
      ['application/yaml', 'openapi.yaml'],
      ['application/json', 'openapi.json'],
    ]);
  });

  it('is all in llms.txt, each operation with its own page', () => {
    const links = [...read('llms.txt').matchAll(/\]\((.*?)\)/g)].map(([, href = '']) => href);
    const pages = operations.map(({ operationId }) => `operations/${operationId}.md`);
    expect(links.filter((href) => href.startsWith('operations/')).sort()).toEqual(pages.sort());
  });

  it('is linked from each operation of the reference, and without a script as well', () => {
    const page = read('index.html');
    const [, withoutScript = ''] = /<noscript>(.*)<\/noscript>/s.exec(page) ?? [];
    for (const { operationId } of operations) {
      expect(withoutScript).toContain(`href="operations/${operationId}.md"`);
      expect(page).toContain(`](operations/${operationId}.md)`);
    }
  });

  it.each(operations)('has all that the document says of $operationId', (operation) => {
    const page = read(`operations/${operation.operationId}.md`).replace(/\s+/g, ' ');
    const said = [...statementsOf(document, operation)].map((text) => text.trim().replace(/\s+/g, ' '));
    expect(said.filter((text) => !page.includes(text))).toEqual([]);
  });
});

/** Each fact of an operation, as the text in which a reader would look for it. */
function* statementsOf(document: Document, operation: Operation): Generator<string> {
  const { summary, description, method, path, parameters, requestBody, responses, node } = operation;
  yield* [summary, description, `${method.toUpperCase()} ${path}`, (node.externalDocs as { url?: string } | undefined)?.url ?? ''];
  for (const { name, description: about, schema } of parameters) {
    yield* [`\`${name}\``, about];
    yield* schemaStatements(document, schema);
  }
  for (const body of [requestBody, ...Object.values(responses).map(({ content }) => content)]) {
    if (body === undefined) continue;
    yield* schemaStatements(document, body.schema);
    for (const [name, example] of Object.entries(body.examples)) {
      yield* [`\`${name}\``, example.summary, example.description ?? '', JSON.stringify(example.value, null, 2)];
    }
  }
  for (const [status, { description: about, headers }] of Object.entries(responses)) {
    yield* [`### ${status}`, about];
    for (const [name, header] of Object.entries(headers)) yield* [`\`${name}\``, String(header.description)];
  }
}

/** Keywords that only say how schemas are put together, and those that the pages on states show. */
const structure = new Set(
  '$ref type properties items allOf oneOf anyOf required contentSchema additionalProperties unevaluatedProperties'
    .split(' ')
    .concat(['enum', 'x-enumDescriptions', 'description', 'title', 'x-dli-open', 'x-dli-transitions', 'x-dli-final']),
);

function* schemaStatements(document: Document, schema: Schema, above: readonly unknown[] = []): Generator<string> {
  if (schema.$ref !== undefined && above.includes(schema.$ref)) return;
  const path = [...above, ...(schema.$ref === undefined ? [] : [schema.$ref])];
  const node = resolve(document, schema);
  yield* [String(node.description ?? ''), String(node.title ?? '')];
  for (const value of (node.enum ?? []) as unknown[]) yield `\`${value}\``;
  for (const meaning of Object.values((node['x-enumDescriptions'] ?? {}) as Node)) yield String(meaning);
  for (const [word, value] of Object.entries(node)) if (!structure.has(word)) yield JSON.stringify(value);
  for (const [name, property] of Object.entries((node.properties ?? {}) as Record<string, Schema>)) {
    yield name;
    yield* schemaStatements(document, property, path);
  }
  const inner = [
    node.items,
    node.contentSchema,
    node.additionalProperties,
    ...['allOf', 'oneOf', 'anyOf'].flatMap((word) => node[word] ?? []),
  ];
  for (const part of inner) if (typeof part === 'object' && part !== null) yield* schemaStatements(document, part as Schema, path);
}
