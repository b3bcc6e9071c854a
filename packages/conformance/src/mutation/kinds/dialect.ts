import type { Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

export const changeDialect: Mutator = {
  kind: 'change the version or the dialect',
  on: 'document',
  mutate: (document) => [
    changed(document, 'openapi', '3.0.3'),
    changed(document, 'jsonSchemaDialect', 'http://json-schema.org/draft-07/schema#'),
    changed(document, 'jsonSchemaDialect', undefined),
  ],
};
