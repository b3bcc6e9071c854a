import type { Document, Operation, Schema } from '@dli-openapi/openapi';
import { validatorOf } from './validator.ts';

/** In what a request departs from the document: method, path, parameters, body. Empty when it fits. */
export async function requestFaults(document: Document, operation: Operation, request: Request): Promise<string[]> {
  const { pathname, searchParams } = new URL(request.url);
  const faults: string[] = [];
  if (request.method !== operation.method.toUpperCase()) faults.push(`method ${request.method}`);
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
  const match = new RegExp(`^${operation.path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname);
  if (!match) return [...faults, `path ${pathname}`];

  const validate = validatorOf(document);
  const texts = new Map<string, string[]>(names.map((name, index) => [name, [decodeURIComponent(match[index + 1] ?? '')]]));
  for (const name of new Set(searchParams.keys())) texts.set(name, searchParams.getAll(name));
  for (const [name, given] of texts) {
    const parameter = operation.parameters.find((candidate) => candidate.name === name);
    if (parameter) faults.push(...validate(parameter.schema)(fromTexts(parameter.schema, given)).map((fault) => `${name}: ${fault}`));
    else faults.push(`parameter ${name} is not documented`);
  }
  for (const { name, required } of operation.parameters) if (required && !texts.has(name)) faults.push(`parameter ${name} is missing`);

  const text = await request.text();
  if (!operation.requestBody) return text === '' ? faults : [...faults, 'a body, which is not documented'];
  if (request.headers.get('content-type')?.split(';')[0] !== 'application/json')
    faults.push(`content-type ${request.headers.get('content-type')}`);
  return [...faults, ...validate(operation.requestBody.schema)(JSON.parse(text)).map((fault) => `body ${fault}`)];
}

function fromTexts({ type, items }: Schema, given: readonly string[]): unknown {
  if (type === 'array') return given.map((text) => fromText((items as Schema).type, text));
  return given.length === 1 ? fromText(type, String(given[0])) : given;
}

function fromText(type: unknown, text: string): unknown {
  if (type === 'integer' || type === 'number') return Number(text);
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}
