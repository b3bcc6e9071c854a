import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { methodsModule } from '@dli-openapi/codegen/client/methods';
import { operationsModule } from '@dli-openapi/codegen/client/operations';
import { regionsModule } from '@dli-openapi/codegen/client/regions';
import { schemaModule } from '@dli-openapi/codegen/client/schema';
import { readDocument, root } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';

const document = readDocument();

it.each([
  ['operations.ts', operationsModule(document)],
  ['methods.ts', methodsModule(document)],
  ['regions.ts', regionsModule(document)],
  ['schema.ts', await schemaModule(document)],
])('the client has the %s that the document generates', (name, text) => {
  expect(readFileSync(join(root, 'packages/client/src/generated', name), 'utf8')).toBe(text);
});

it('the mock has the schema.ts that the document generates', async () => {
  expect(readFileSync(join(root, 'packages/mock/src/generated/schema.ts'), 'utf8')).toBe(await schemaModule(document));
});
