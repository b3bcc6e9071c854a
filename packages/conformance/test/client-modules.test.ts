import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDliClient } from '@dli-openapi/client';
import * as descriptors from '@dli-openapi/client/operations';
import { writeModules } from '@dli-openapi/codegen/client/modules';
import { writeOperationTypes } from '@dli-openapi/codegen/mock/operations';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument, root } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';

const document = readDocument();

it('client and mock are generated from the current document', async () => {
  const client = await writeModules(document);
  const mock = { 'operations.ts': writeOperationTypes(document) };
  const modules = Object.entries({ client, mock }).flatMap(([name, files]) =>
    Object.entries(files).map(([file, text]) => ({ file: `${name}/src/generated/${file}`, text })),
  );
  expect(modules.filter(({ file, text }) => readFileSync(join(root, 'packages', file), 'utf8') !== text).map(({ file }) => file)).toEqual(
    [],
  );
});

it("the client has exactly the document's operations, as methods and as constants", () => {
  const ids = listOperations(document).map(({ operationId }) => operationId);
  const client = createDliClient({ region: 'cn-north-4', projectId: 'project', credentials: { token: 'token' } });
  const { call: _call, clock: _clock, raw: _raw, with: _with, ...methods } = client;
  expect(Object.keys(methods).sort()).toEqual(ids.toSorted());
  expect(Object.keys(descriptors).sort()).toEqual(ids.toSorted());
});
