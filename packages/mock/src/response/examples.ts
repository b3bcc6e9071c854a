// The responses that the document spells out.
import type { LoadedDocument } from '../document/load.ts';
import type { DocumentedResponse, Operation } from '../document/operations.ts';
import type { Header, SchemaReader } from '../generated/openapi/index.ts';
import { getKeyword, isNode } from '../generated/openapi/index.ts';
import type { Choice } from './preference.ts';
import type { BuiltResponse } from './prism.ts';
import { buildWithPrism } from './prism.ts';

const builtByOperation = new WeakMap<Operation, Map<string, BuiltResponse | undefined>>();

/**
 * One of an operation's documented responses: read from its example, or else built by Prism.
 * @throws {MockError} when Prism is needed, and is not installed or cannot build the response
 */
export async function buildResponse(document: LoadedDocument, operation: Operation, choice: Choice): Promise<BuiltResponse> {
  const built = builtByOperation.get(operation) ?? new Map<string, BuiltResponse | undefined>();
  builtByOperation.set(operation, built);
  const key = JSON.stringify([choice.status, choice.example]);
  if (!built.has(key)) built.set(key, readExample(document.reader, operation, choice));
  return built.get(key) ?? buildWithPrism(document, operation, choice);
}

/** A response that the document spells out, body and headers; undefined where any part of it would have to be made up. */
export function readExample(
  reader: SchemaReader,
  operation: Operation,
  { status, example }: Pick<Choice, 'status' | 'example'>,
): BuiltResponse | undefined {
  const response = operation.responses.get(status);
  const body = example === undefined ? undefined : response?.content?.examples[example]?.value;
  const isWhole = body !== undefined || (example === undefined && response?.content?.schema === undefined);
  const headers = readHeaders(reader, response);
  if (!isWhole || headers === undefined) return undefined;
  return {
    headers: { ...headers, ...(operation.deprecated && { deprecation: 'true' }) },
    text: body === undefined ? undefined : JSON.stringify(body),
  };
}

function readHeaders(reader: SchemaReader, response: DocumentedResponse | undefined): Record<string, string> | undefined {
  const headers: Record<string, string> = {};
  for (const [name, header] of Object.entries(response?.headers ?? {})) {
    const value = readHeaderExample(reader, header);
    if (value === undefined) return undefined;
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** The one example of a header's schema. Where there is more to choose from, Prism chooses. */
function readHeaderExample(reader: SchemaReader, header: Header): string | undefined {
  if ('example' in header.node || 'examples' in header.node || !isNode(header.schema)) return undefined;
  const schema = reader.flattenIn(header);
  const [first] = (getKeyword(schema, 'examples') ?? []) as unknown[];
  const isAlone = schema.choices.length === 0 && !['const', 'enum', 'default', 'example'].some((keyword) => schema.keywords.has(keyword));
  return isAlone && (typeof first === 'string' || typeof first === 'number') ? String(first) : undefined;
}
