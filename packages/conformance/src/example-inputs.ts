import type { Document, Operation, Parameter } from '@dli-openapi/openapi';
import { getList, resolve } from '@dli-openapi/openapi';
import type { Input } from './subject.ts';

/** Reads the examples of an operation's required parameters as an input, beside the body of one of its examples. */
export function readExampleInput(document: Document, { parameters }: Operation, body?: unknown): Input {
  const list = (location: Parameter['in']) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === location && parameter.required)
        .map(({ name, schema }) => {
          const known = resolve(document, schema);
          return [name, getList(known, 'examples')[0] ?? getList(known, 'enum')[0]];
        }),
    );
  return { path: list('path'), query: list('query'), body };
}
