import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteFolder } from '@dli-openapi/docs/site';
import { type FlatSchema, listOperations, type Node, type Operation, type Pointer, SchemaReader } from '@dli-openapi/openapi';
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
    const said = [...listStatements(new SchemaReader(document), operation)].map((text) => text.trim().replace(/\s+/g, ' '));
    expect(said.filter((text) => !page.includes(text))).toEqual([]);
  });
});

/** Each fact of an operation, as the text in which a reader would look for it. */
function* listStatements(reader: SchemaReader, operation: Operation): Generator<string> {
  const { summary, description, method, path, parameters, requestBody, responses, node } = operation;
  yield* [summary, description, `${method.toUpperCase()} ${path}`, (node.externalDocs as { url?: string } | undefined)?.url ?? ''];
  for (const parameter of parameters) {
    yield* [`\`${parameter.name}\``, parameter.description];
    yield* listSchemaStatements(reader.flattenIn(parameter));
  }
  for (const body of [requestBody, ...Object.values(responses).map(({ content }) => content)]) {
    if (body === undefined) continue;
    yield* listSchemaStatements(reader.flattenIn(body));
    for (const [name, example] of Object.entries(body.examples)) {
      yield* [`\`${name}\``, example.summary, example.description ?? '', JSON.stringify(example.value, null, 2)];
    }
  }
  for (const [status, { description: about, headers }] of Object.entries(responses)) {
    yield* [`### ${status}`, about];
    for (const [name, header] of Object.entries(headers)) yield* [`\`${name}\``, String(header.node.description)];
  }
}

/** Keywords that are not shown as they stand, and those that the pages on states show. */
const shownOtherwise = new Set(['type', 'enum', 'x-dli-open', 'x-dli-transitions', 'x-dli-final']);

function* listSchemaStatements(schema: FlatSchema, above: readonly Pointer[] = []): Generator<string> {
  if (above.includes(schema.at)) return;
  const { texts, keywords, properties, items, content, additional } = schema.base?.() ?? schema;
  const path = [...above, schema.at];
  for (const word of ['title', 'description']) yield String(texts.get(word)?.value ?? '');
  for (const value of (keywords.get('enum')?.value ?? []) as unknown[]) yield `\`${value}\``;
  for (const meaning of Object.values((texts.get('x-enumDescriptions')?.value ?? {}) as Node)) yield String(meaning);
  for (const [word, { value }] of keywords) if (!shownOtherwise.has(word)) yield JSON.stringify(value);
  yield JSON.stringify(texts.get('examples')?.value) ?? '';
  for (const [name, property] of properties) {
    yield name;
    yield* listSchemaStatements(property(), path);
  }
  for (const inner of [items, content, additional]) if (inner) yield* listSchemaStatements(inner(), path);
  for (const alternative of schema.choices.flat()) yield* listSchemaStatements(alternative, path);
}
