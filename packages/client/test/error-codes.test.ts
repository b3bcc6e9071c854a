import { describe, expect, it } from 'vitest';
import { errorCodes, explain } from '../src/error-codes.ts';
import { catchRejection, startService } from './service.ts';

describe('explain', () => {
  it('says of an error what its code means and what to do about it', async () => {
    const { dli } = await startService({ status: 400, body: { error_code: 'DLI.0004', error_msg: 'mismatched input' } });
    expect(explain(await catchRejection(dli.checkSql({ sql: 'selct 1' })))).toEqual({ code: 'DLI.0004', ...errorCodes['DLI.0004'] });
  });

  it.each(Object.keys(errorCodes))('knows %s, in whole sentences', (code) => {
    expect(explain(code)).toMatchObject({
      code,
      meaning: expect.stringMatching(/^[A-Z].*\.$/),
      cure: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });

  it.each(['DLI.999999', 'constructor', '__proto__', '', undefined, null, 7, {}, { errorCode: undefined }, new Error('no code')])(
    'has nothing to say of %s',
    (error) => {
      expect(explain(error)).toBeUndefined();
    },
  );
});
