import { createMock } from '@dli-openapi/mock';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { answerExpectations, generatedExpectations } from '../src/answer-expectations.ts';
import { requestExpectations } from '../src/request-expectations.ts';
import { validatorOf } from '../src/validator.ts';

const document = readDocument();
const validate = validatorOf(document);
const mock = createMock({ strict: true });

describe.each(listOperations(document))('the mock of $operationId', (operation) => {
  const expectations = [...requestExpectations(document, operation), ...answerExpectations(document, operation)];

  it.each(expectations)('$promise', async ({ request, faultOf }) => {
    expect(await faultOf(await mock.fetch(request()))).toBeUndefined();
  });

  it.each(generatedExpectations(document, operation, validate))('$promise', async ({ request, faultOf }) => {
    for (let attempt = 0; attempt < 3; attempt++) expect(await faultOf(await mock.fetch(request()))).toBeUndefined();
  });
});
