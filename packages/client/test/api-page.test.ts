import { readFileSync } from 'node:fs';
import { writeApiPage } from '@dli-openapi/codegen/client/api-page';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';

it('the page of methods is in the package', () => {
  expect(readFileSync(new URL('../dist/api.md', import.meta.url), 'utf8')).toBe(writeApiPage(readDocument()));
});
