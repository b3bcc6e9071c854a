// The types of everything in the document, by openapi-typescript.

import type { Document, Schema } from '@dli-openapi/openapi';
import { createConfig } from '@redocly/openapi-core';
import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';
import { astToString, resolveRef, transformSchema } from 'openapi-typescript';
import ts from 'typescript';
import { addHoverDocs } from './hover-docs.ts';
import { widenInputs } from './input-types.ts';
import type { Int64Type } from './int64.ts';
import { listInt64Types } from './int64.ts';
import { listSentAndReceived } from './sent-and-received.ts';

/**
 * Writes the module with the types `paths`, `components` and `operations`.
 * @throws {DocumentProblem} if an int64 is part of a request and of a response
 */
export async function writeSchema(document: Document): Promise<string> {
  const described = addHoverDocs(document);
  const parts = listSentAndReceived(described);
  const types = listInt64Types(parts);
  const syntax = transformSchema(described as unknown as OpenAPI3, {
    ...options,
    redoc: await unchecked,
    discriminators: { objects: {}, refsHandled: [] },
    injectFooter: [],
    resolve: ($ref) => resolveRef(described, $ref, { silent: true }),
    transform: (schema) => createType(schema as Schema, types.get(schema as Schema)),
  });
  return astToString(widenInputs(described, parts.sent, syntax));
}

// The default function of openapi-typescript would lint and bundle the document again, which takes longer than all else.
const options = {
  // The service assumes a default, but does not return it.
  defaultNonNullable: false,
  emptyObjectsUnknown: true,
  inject: "import type { Int64, Int64Input, JsonValue } from '../json.ts';\n",
  ...{ additionalProperties: false, alphabetize: false, arrayLength: false, enum: false, enumValues: false, conditionalEnums: false },
  ...{ dedupeEnums: false, excludeDeprecated: false, exportType: false, immutable: false, pathParamsAsTypes: false },
  ...{ propertiesRequiredByDefault: false, rootTypes: false, rootTypesNoSchemaPrefix: false, rootTypesKeepCasing: false },
  ...{ silent: true, makePathsEnum: false, generatePathParams: false, readWriteMarkers: false },
  ...{ postTransform: undefined, transformProperty: undefined },
} satisfies Partial<GlobalContext>;

const unchecked = createConfig({});

function createType({ type }: Schema, name: Int64Type | undefined): ts.TypeNode | undefined {
  if (name === undefined) return undefined;
  const reference = ts.factory.createTypeReferenceNode(name);
  const nullable = name !== 'JsonValue' && Array.isArray(type) && type.includes('null');
  return nullable ? ts.factory.createUnionTypeNode([reference, ts.factory.createLiteralTypeNode(ts.factory.createNull())]) : reference;
}
