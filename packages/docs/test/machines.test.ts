import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteFolder } from '@dli-openapi/docs/site';
import { type FlatSchema, listOperations, type Node, type Operation, type Pointer, SchemaReader } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { getFolder, languages } from '../src/languages.ts';
import { guideNames, machineFiles } from '../src/pages.ts';

describe.each(languages)('what readers and programs get in %s', (language) => {
  const folder = join(siteFolder, getFolder(language));
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const document = readDocument(join(folder, 'openapi.json'));
  const operations = listOperations(document);

  it('has links to the data on every page', () => {
    for (const page of ['index.html', 'deviations.html', '404.html'].filter((name) => language === 'en' || name !== '404.html')) {
      for (const name of machineFiles) expect(read(page)).toContain(`href="${name}"`);
    }
  });

  it('is all in llms.txt, operations and guides with their Markdown', () => {
    const links = [...read('llms.txt').matchAll(/\]\((.*?)\)/g)].map(([, href = '']) => href);
    const pages = operations.map(({ operationId }) => `operations/${operationId}.md`);
    expect(links.filter((href) => href.startsWith('operations/')).sort()).toEqual(pages.sort());
    expect(links.filter((href) => /^[\w-]+\.md$/.test(href)).sort()).toEqual(guideNames.map((name) => `${name}.md`).sort());
  });

  it('is announced as Markdown by the pages that have it', () => {
    for (const name of [...guideNames, ...operations.map(({ operationId }) => `operations/${operationId}`)]) {
      const up = name.includes('/') ? '../' : '';
      expect(read(`${name}.html`)).toContain(`<link rel="alternate" type="text/markdown" href="${up}${name}.md">`);
    }
  });

  it.each(operations)('has all that the document says of $operationId, as a page and as Markdown', (operation) => {
    const { operationId } = operation;
    const texts = [read(`operations/${operationId}.md`), readText(read(`operations/${operationId}.html`))].map(simplify);
    const said = [...listStatements(new SchemaReader(document), operation)].map(simplify);
    expect(texts.map((text) => said.filter((statement) => !text.includes(statement)))).toEqual([[], []]);
  });
});

/** What a reader sees of a page, and where its links lead. */
function readText(page: string): string {
  return page
    .slice(page.indexOf('<main'))
    .replaceAll(/<a [^>]*href="(https:[^"]*)"[^>]*>/g, '$1 ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Markdown and markup differ in backticks, emphasis and white space. */
function simplify(text: string): string {
  return text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`\s*]+|^- /gm, '');
}

/** Each fact of an operation, as the text in which a reader would look for it. */
function* listStatements(reader: SchemaReader, operation: Operation): Generator<string> {
  const { summary, description, method, path, parameters, requestBody, responses, node } = operation;
  yield* [summary, description, method.toUpperCase(), path, (node.externalDocs as { url?: string } | undefined)?.url ?? ''];
  for (const parameter of parameters) {
    yield* [parameter.name, parameter.description];
    yield* listSchemaStatements(reader.flattenIn(parameter));
  }
  for (const body of [requestBody, ...Object.values(responses).map(({ content }) => content)]) {
    if (body === undefined) continue;
    yield* listSchemaStatements(reader.flattenIn(body));
    for (const [name, example] of Object.entries(body.examples)) {
      const isShown = body !== requestBody;
      yield* [isShown ? name : '', example.summary, example.description ?? '', JSON.stringify(example.value, null, 2)];
    }
  }
  for (const [status, { description: about, headers }] of Object.entries(responses)) {
    yield* [status, about];
    for (const [name, header] of Object.entries(headers)) yield* [name, String(header.node.description)];
  }
  for (const { source } of node['x-codeSamples'] as { source: string }[]) yield source;
}

/** Keywords that stand in a type, and those that the pages on states show. */
const shownOtherwise = new Set(['type', 'enum', 'contentMediaType', 'x-dli-transitions', 'x-dli-final', 'format', 'x-dli-unit', 'not']);

function* listSchemaStatements(schema: FlatSchema, above: readonly Pointer[] = []): Generator<string> {
  if (above.includes(schema.at)) return;
  const { texts, keywords, properties, items, content, additional } = schema.base?.() ?? schema;
  const path = [...above, schema.at];
  yield String(texts.get('description')?.value ?? '');
  for (const value of (keywords.get('enum')?.value ?? []) as unknown[]) yield String(value);
  for (const meaning of Object.values((texts.get('x-enumDescriptions')?.value ?? {}) as Node)) yield String(meaning);
  for (const [word, { value }] of keywords) if (!shownOtherwise.has(word)) yield* listValueStatements(value);
  yield* listValueStatements(texts.get('examples')?.value ?? []);
  for (const [name, property] of properties) {
    yield name;
    yield* listSchemaStatements(property(), path);
  }
  for (const inner of [items, content, additional]) if (inner) yield* listSchemaStatements(inner(), path);
  for (const alternative of schema.choices.flat()) yield* listSchemaStatements(alternative, path);
}

function* listValueStatements(value: unknown): Generator<string> {
  // Words say that something is so, and that there is no lower limit.
  if (value === true || value === 0) return;
  if (typeof value !== 'object' || value === null) yield String(value);
  else for (const [key, part] of Object.entries(value)) yield* [Array.isArray(value) ? '' : key, ...listValueStatements(part)];
}
