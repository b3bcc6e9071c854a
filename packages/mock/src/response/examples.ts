import type { Operation, Response } from '../document/operations.ts';
import type { Header, SchemaReader } from '../generated/openapi/index.ts';
import { getKeyword, isNode } from '../generated/openapi/index.ts';
import type { Choice } from './preference.ts';

/** Gives the answers that the document promises. */
export interface Engine {
  /**
   * Builds the answer that was chosen.
   * @throws {MockError} when Prism is not installed, cannot read the document, or generates nothing that fits it
   */
  answer(operation: Operation, choice: Choice): Promise<EngineAnswer>;
}

export interface EngineAnswer {
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Undefined where the answer has no body. Not to be changed: others get the same. */
  body: unknown;
  /** The body as JSON. */
  text: string | undefined;
}

/** An engine that knows by heart what the document spells out, and leaves the rest to one that builds answers. */
export function createEngine(reader: SchemaReader, builder: Engine): Engine {
  const known = new Map<Operation, Map<string | number, EngineAnswer | undefined>>();

  return {
    async answer(operation, choice) {
      const answers = known.get(operation) ?? new Map<string | number, EngineAnswer | undefined>();
      known.set(operation, answers);
      const key = choice.example === undefined ? choice.status : `${choice.status} ${choice.example}`;
      if (!answers.has(key)) answers.set(key, readDocumentedAnswer(reader, operation, choice));
      return answers.get(key) ?? builder.answer(operation, choice);
    },
  };
}

/** A response that the document spells out, body and headers; undefined where any part of it would have to be built. */
export function readDocumentedAnswer(reader: SchemaReader, operation: Operation, { status, example }: Choice): EngineAnswer | undefined {
  const response = operation.responses.get(status);
  const body = example === undefined ? undefined : response?.content?.examples[example]?.value;
  const isWhole = body !== undefined || (example === undefined && response?.content?.schema === undefined);
  const headers = readHeaders(reader, response);
  if (!isWhole || headers === undefined) return undefined;
  return {
    headers: { ...headers, ...(operation.deprecated && { deprecation: 'true' }) },
    body,
    text: body === undefined ? undefined : JSON.stringify(body),
  };
}

function readHeaders(reader: SchemaReader, response: Response | undefined): Record<string, string> | undefined {
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
