// The types of everything in the document, by openapi-typescript.

import type { Document, Schema } from '@dli-openapi/openapi';
import { createConfig } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { addHoverDocs } from './hover-docs.ts';
import { widenInputs } from './input-types.ts';
import { listInt64Types } from './int64.ts';

/**
 * Writes the module with the types `paths`, `components` and `operations`.
 * @throws {DocumentProblem} if an int64 is part of a request and of a response
 */
export async function writeSchema(document: Document): Promise<string> {
  const described = addHoverDocs(document);
  // openapi-typescript works on a copy, so that schemas have to be marked to be found again.
  for (const [schema, type] of listInt64Types(described)) schema[mark] = type;
  const syntax = await openapiTS(described as unknown as Parameters<typeof openapiTS>[0], {
    redocly: await unchecked,
    // The service assumes a default, but does not return it.
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    inject: "import type { Int64, Int64Input, JsonValue } from '../json.ts';\n",
    transform: (schema) => readMarkedType(schema as Schema),
  });
  return astToString(widenInputs(described, syntax));
}

/** The document has been linted already. */
const unchecked = createConfig({});

const mark = 'x-type';

function readMarkedType({ [mark]: name, type }: Schema): ts.TypeNode | undefined {
  if (typeof name !== 'string') return undefined;
  const reference = ts.factory.createTypeReferenceNode(name);
  const nullable = name !== 'JsonValue' && Array.isArray(type) && type.includes('null');
  return nullable ? ts.factory.createUnionTypeNode([reference, ts.factory.createLiteralTypeNode(ts.factory.createNull())]) : reference;
}
