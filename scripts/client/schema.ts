// The types of everything in the document, by openapi-typescript.
import openapiTS, { astToString } from 'openapi-typescript';
import type { Document } from '../document.ts';
import { withHoverDocs } from './hover-docs.ts';

/** The module with the types `paths`, `components` and `operations`. */
export async function schemaModule(document: Document): Promise<string> {
  const described = withHoverDocs(document) as unknown as Parameters<typeof openapiTS>[0];
  const syntax = await openapiTS(described, {
    // A default is what the service assumes, not something that it sends back.
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
  });
  return astToString(syntax);
}
