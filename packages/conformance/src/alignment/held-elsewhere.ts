import type { Row } from '@dli-openapi/openapi';

/** Facts of the document that no source can state, by rule, and what holds each of them. */
export const heldElsewhere: Record<string, string> = {
  tags: "lint, Redocly's operation-tag-defined and operation-singular-tag",
  externalDocs: 'lint, documented-page: the address follows from the id of the page',
  'x-dli-source': 'lint, documented-page; test/document.test.ts',
  'x-dli-paging': 'lint, its shape; the generator of the client refuses names that the operation lacks',
  'x-dli-idempotent': 'lint, its shape; the retries of the client follow it',
  'x-dli-same-as': 'test/generated-values.test.ts',
  'x-dli-while-running': 'lint, known-extensions; the sandbox of the mock follows it',
  'x-dli-transitions': 'lint, known-extensions; test/sandbox-sequences.test.ts',
  'x-dli-final': 'lint, known-extensions; test/sandbox-sequences.test.ts',
  style: "lint, Redocly's array-parameter-serialization; test/calls.test.ts",
  explode: "lint, Redocly's array-parameter-serialization; test/calls.test.ts",
  '/openapi': 'test/document.test.ts',
  '/jsonSchemaDialect': 'test/document.test.ts',
  '/servers': "test/document.test.ts; lint, Redocly's no-server-variables-empty-enum",
  '/info': "lint, Redocly's info-license; releases set the version",
  '/tags': "lint, Redocly's operation-tag-defined",
  '/externalDocs': 'test/document.test.ts',
  '/x-dli-error-codes': 'lint, its shape',
};

/** A rule that is a place of the document as a whole is listed by its first key. */
export function isHeldElsewhere({ rule, value }: Row): boolean {
  // A least length of 0 limits nothing.
  return (rule === 'minLength' && value === 0) || rule.replace(/^(\/[^/]*)\/.*/, '$1') in heldElsewhere;
}
