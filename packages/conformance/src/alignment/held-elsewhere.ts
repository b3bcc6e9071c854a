import type { Row } from '@dli-openapi/openapi';

/** Facts that no source can state, by rule, and what checks each of them. Facts of the whole document are listed by their first key. */
export const heldElsewhere: Record<string, string> = {
  tags: "lint: Redocly's operation-tag-defined and operation-singular-tag",
  externalDocs: 'lint: documented-page derives the address from x-dli-doc-id',
  'x-dli-source': 'lint: documented-page',
  'x-dli-paging': 'lint: its shape; paging: the operation has what it names; client/test/paging.test.ts',
  'x-dli-idempotent': 'lint: its shape; client/test/retry.test.ts',
  'x-dli-same-as': 'lint: its shape; conformance/test/mutants-text.test.ts',
  'x-dli-while-running': 'lint: known-extensions; mock/test/sandbox.test.ts; docs/test/guides.test.ts',
  'x-dli-transitions': 'lint: known-extensions; conformance/test/sandbox-sequences.test.ts; docs/test/guides.test.ts',
  'x-dli-final': 'lint: known-extensions; conformance/test/sandbox-sequences.test.ts',
  style: "lint: Redocly's array-parameter-serialization; conformance/test/mutants-mock.test.ts",
  explode: "lint: Redocly's array-parameter-serialization; conformance/test/mutants-mock.test.ts",
  '/openapi': 'lint: rule/version in spec/redocly.yaml',
  '/jsonSchemaDialect': 'lint: rule/dialect in spec/redocly.yaml',
  '/servers': "lint: rule/address in spec/redocly.yaml; Redocly's no-server-variables-empty-enum",
  '/info': "lint: Redocly's info-license-strict; releases set the version",
  '/tags': "lint: Redocly's operation-tag-defined",
  '/externalDocs': 'nothing: it is an address for readers',
  '/x-dli-error-codes': 'lint: its shape; client/test/error-codes.test.ts',
};

/** Whether something other than the sources checks a fact. */
export function isHeldElsewhere({ rule, value }: Row): boolean {
  // A minimum length of 0 limits nothing.
  return (rule === 'minLength' && value === 0) || getHeldRule(rule) in heldElsewhere;
}

/** Gets the entry of a rule. */
export function getHeldRule(rule: string): string {
  return rule.replace(/^(\/[^/]*)\/.*/, '$1');
}
