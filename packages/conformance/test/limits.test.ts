import { createMock } from '@dli-openapi/mock';
import { operationsOf, readDocument } from '@dli-openapi/scripts/document';
import { describe, expect, it } from 'vitest';
import { brokenInputs } from '../src/broken-inputs.ts';
import { requestOf, requestViews, smallestInput } from '../src/requests.ts';

const document = readDocument();
const mock = createMock();

describe.each(operationsOf(document))('$operationId', (operation) => {
  const views = requestViews(document, operation);

  it('takes the smallest valid request', async () => {
    const answer = await mock.fetch(requestOf(operation, smallestInput(views)));
    expect(answer.status, await answer.text()).toBeLessThan(300);
  });

  it.each(brokenInputs(views))('refuses $pointer when it breaks $rule, and says where', async ({ pointer, input }) => {
    const answer = await mock.fetch(requestOf(operation, input));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error_code: 'DLI.0001', error_msg: expect.stringContaining(pointer) });
  });
});
