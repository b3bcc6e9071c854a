import type { Operation, Response } from '../document/contract.ts';
import { mediaType } from '../document/contract.ts';
import type { Node, Place } from '../document/document.ts';
import { children, step } from '../document/document.ts';
import type { EngineAnswer } from './engine.ts';
import type { Choice } from './preference.ts';

/** An answer that the document spells out, body and headers; undefined where any part of it would have to be built. */
export function documentedAnswer(document: Node, operation: Operation, { status, example }: Choice): EngineAnswer | undefined {
  const response = operation.responses.get(status);
  const body = example === undefined ? undefined : exampleOf(document, response, example);
  const isWhole = body !== undefined || (example === undefined && response?.schema === undefined);
  const headers = headersOf(document, response);
  if (!isWhole || headers === undefined) return undefined;
  return {
    headers: { ...headers, ...(operation.deprecated && { deprecation: 'true' }) },
    body,
    text: body === undefined ? undefined : JSON.stringify(body),
  };
}

function exampleOf(document: Node, response: Response | undefined, name: string): unknown {
  const place = response && step(document, response.place, 'content', mediaType, 'examples', name);
  return place?.node.value;
}

function headersOf(document: Node, response: Response | undefined): Record<string, string> | undefined {
  const headers: Record<string, string> = {};
  for (const [name, header] of children(document, response && step(document, response.place, 'headers'))) {
    const value = headerValue(document, header);
    if (value === undefined) return undefined;
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** The one example of a header's schema. Where there is more to choose from, Prism chooses. */
function headerValue(document: Node, header: Place): string | undefined {
  if ('example' in header.node || 'examples' in header.node) return undefined;
  const schema = step(document, header, 'schema')?.node ?? {};
  const [first] = Array.isArray(schema.examples) ? schema.examples : [];
  const isAlone = !['const', 'enum', 'default', 'example', 'allOf', 'anyOf', 'oneOf'].some((keyword) => keyword in schema);
  return isAlone && (typeof first === 'string' || typeof first === 'number') ? String(first) : undefined;
}
