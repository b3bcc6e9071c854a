// Functions for JSON in strings, from every `contentSchema` of the document that refers to a named schema.
import type { Document, Schema } from '@dli-openapi/openapi';
import { getKeyword, parsePointer, SchemaReader } from '@dli-openapi/openapi';
import { formatDocComment } from './doc-comment.ts';
import { readRule } from './limits.ts';
import { listSentAndReceived } from './sent-and-received.ts';

/** Writes the module with a function that parses each kind of JSON, and one that writes it if requests carry it. */
export function writeJsonStrings(document: Document): string {
  const { sent, received } = listSentAndReceived(document);
  const imports = [
    "import type { Rule } from '../rules.ts';",
    "import { parseAs, stringifyAs } from '../rules.ts';",
    "import type { components } from './schema.ts';",
  ];
  const written = new Set(listContents([...sent]));
  const contents = new Set([...listContents([...received]), ...written]);
  const parts = [...contents].sort().flatMap((content) => writeContent(document, content, written.has(content)));
  return `${[imports.join('\n'), ...parts].join('\n\n')}\n`;
}

/** Lists the references to the schemas of JSON in strings. */
function listContents(schemas: Schema[]): string[] {
  return schemas.flatMap(({ contentSchema }) => {
    const $ref = (contentSchema as Schema | undefined)?.$ref;
    return typeof $ref === 'string' ? [$ref] : [];
  });
}

function writeContent(document: Document, reference: string, isWritten: boolean): string[] {
  const name = parsePointer(reference).at(-1) ?? '';
  const reader = new SchemaReader(document);
  const content = reader.flatten({ $ref: reference }, '');
  const rule = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const parse = `const ${rule}: Rule = ${JSON.stringify(readRule(reader, content))};

${formatDocComment(`${getKeyword(content, 'description')}`)}
export type ${name} = components['schemas']['${name}'];

${formatDocComment(`Parses a text that holds the JSON of a {@link ${name}}. Fields that are not documented are kept.
@throws {DliJsonError} if the text is not JSON, or other JSON`)}
export function parse${name}(text: string): ${name} {
  return parseAs('${name}', ${rule}, text) as ${name};
}`;
  const stringify = `${formatDocComment(`Writes a {@link ${name}} as JSON, for a field of a request.
@throws {DliJsonError} if the value is invalid, or has a field that is not documented`)}
export function stringify${name}(value: ${name}): string {
  return stringifyAs('${name}', ${rule}, value);
}`;
  return isWritten ? [parse, stringify] : [parse];
}
