// The document as it is shown: nothing left out, all put where Scalar shows it, and samples of code added.
import { type Document, listOperations, type Node, type Parameter, resolve, type Schema } from '@dli-openapi/openapi';
import type { Language } from '../languages.ts';
import { markdownFileOf } from '../machines/files.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { codeSamplesOf } from './samples.ts';

type ReferenceWords = Words['reference'];

/** A copy of the document, arranged for reading. The one to download stays as it was written. */
export function presentDocument(document: Document, language: Language): Document {
  const { reference: words } = wordsIn(language);
  return {
    ...document,
    info: { ...(document.info as Node), description: `${(document.info as Node).description}\n${authentication(document, words)}` },
    paths: pathsWithSamples(document, words),
    components: { ...document.components, schemas: mergedSchemas(document) },
  };
}

/** Where no call can be tried, Scalar shows the security schemes only while the pointer rests on an operation's lock. */
function authentication(document: Document, words: ReferenceWords): string {
  const schemes = Object.values(document.components.securitySchemes ?? {}) as { name: string; description: string }[];
  return [`## ${words.authentication}`, ...schemes.map(({ name, description }) => `**\`${name}\`** ${description}`)].join('\n\n');
}

function pathsWithSamples(document: Document, words: ReferenceWords): Document['paths'] {
  const paths = { ...document.paths };
  for (const operation of listOperations(document)) {
    const { path, method, node } = operation;
    const parameters = operation.parameters.map((parameter) => triedParameter(document, parameter));
    const description = `${operation.description.trim()}\n\n[${words.asMarkdown}](${markdownFileOf(operation.operationId)})`;
    const shown = { ...node, description, parameters, 'x-codeSamples': codeSamplesOf(document, operation) };
    paths[path] = { ...paths[path], [method]: shown };
  }
  return paths;
}

/** Who tries a call sends what is required and no more, unless he ticks it: Scalar would tick every parameter. */
function triedParameter(document: Document, parameter: Parameter): Node {
  if (parameter.required) return { ...parameter };
  const { examples, default: standard, enum: values } = resolve(document, parameter.schema) as { [word: string]: unknown[] | undefined };
  return { ...parameter, examples: { unsent: { value: examples?.[0] ?? standard ?? values?.[0], 'x-disabled': true } } };
}

/** Scalar folds a body that is made with allOf into one line; its properties are what a reader came for. */
function mergedSchemas(document: Document): Record<string, Schema> {
  return Object.fromEntries(Object.entries(document.components.schemas ?? {}).map(([name, schema]) => [name, merged(document, schema)]));
}

function merged(document: Document, schema: Schema): Schema {
  const { allOf, ...own } = schema;
  if (!Array.isArray(allOf) || own.type !== 'object') return schema;
  const parts: Schema[] = allOf.map((part) => merged(document, resolve(document, part)));
  return {
    ...own,
    required: [own, ...parts].flatMap((part) => (part.required ?? []) as string[]),
    properties: mergedProperties([own, ...parts]),
  };
}

/** The first part says most about a property, and comes first. */
function mergedProperties(parts: Schema[]): Node {
  const properties: Node = {};
  for (const part of parts) {
    for (const [name, property] of Object.entries((part.properties ?? {}) as Node)) {
      properties[name] = { ...(property as Schema), ...(properties[name] as Schema | undefined) };
    }
  }
  return properties;
}
