// The document as it is shown: nothing left out, and all put where Scalar shows it.
import type { Document, Node, Parameter, Pointer, Schema } from '@dli-openapi/openapi';
import { getKeyword, getList, joinPointer, listOperations, renameKey, SchemaReader } from '@dli-openapi/openapi';
import type { Language } from '../languages.ts';
import { markdownFileOf } from '../machines/files.ts';
import { type Words, wordsIn } from '../words/index.ts';

type ReferenceWords = Words['reference'];

/** A copy of the document, arranged for reading. The one to download stays as it was written. */
export function presentDocument(document: Document, language: Language): Document {
  const { reference: words } = wordsIn(language);
  const reader = new SchemaReader(document);
  // Beside a contact, Scalar hides the text of the link to the published pages.
  const { contact: _, ...info } = document.info as Node;
  return {
    ...document,
    info: { ...info, description: `${info.description}\n${authentication(document, words)}` },
    paths: presentPaths(document, reader, words),
    components: { ...document.components, schemas: presentSchemas(reader, document.components.schemas ?? {}) },
  };
}

/** Where no call can be tried, Scalar shows the security schemes only while the pointer rests on an operation's lock. */
function authentication(document: Document, words: ReferenceWords): string {
  const schemes = Object.values(document.components.securitySchemes ?? {}) as { name: string; description: string }[];
  return [`## ${words.authentication}`, ...schemes.map(({ name, description }) => `**\`${name}\`** ${description}`)].join('\n\n');
}

function presentPaths(document: Document, reader: SchemaReader, words: ReferenceWords): Document['paths'] {
  const paths = { ...document.paths };
  for (const operation of listOperations(document)) {
    const { path, method, node } = operation;
    const parameters = operation.parameters.map((parameter) => presentParameter(reader, parameter));
    const description = `${operation.description.trim()}\n\n[${words.asMarkdown}](${markdownFileOf(operation.operationId)})`;
    const shown = { ...node, description, parameters, 'x-codeSamples': presentSamples(node) };
    paths[path] = { ...paths[path], [method]: shown };
  }
  return paths;
}

/** Scalar shows the sample of the example that is picked, and knows it by another name. */
function presentSamples(node: Node): Node[] {
  return (getList(node, 'x-codeSamples') as Node[]).map((sample) => renameKey(sample, 'x-dli-example', 'example'));
}

/** Who tries a call sends what is required and no more, unless he ticks it: Scalar would tick every parameter. */
function presentParameter(reader: SchemaReader, parameter: Parameter): Node {
  const { node, required } = parameter;
  if (required) return { ...node, required };
  const schema = reader.flattenIn(parameter);
  const [examples, values] = ['examples', 'enum'].map((word) => getKeyword(schema, word) as unknown[] | undefined);
  const value = examples?.[0] ?? getKeyword(schema, 'default') ?? values?.[0];
  return { ...node, required, examples: { unsent: { value, 'x-disabled': true } } };
}

/** Scalar folds a body that is made with allOf into one line; its properties are what a reader came for. */
function presentSchemas(reader: SchemaReader, schemas: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, presentSchema(reader, schema, joinPointer('/components/schemas', name))]),
  );
}

function presentSchema(reader: SchemaReader, schema: Schema, at: Pointer): Schema {
  const { allOf, ...own } = schema;
  if (!Array.isArray(allOf) || own.type !== 'object') return schema;
  const { required, properties } = reader.flatten(schema, at);
  return {
    ...own,
    required: [...required.keys()],
    properties: Object.fromEntries([...properties].map(([name, property]) => [name, property().node])),
  };
}
