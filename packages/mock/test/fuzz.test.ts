// A short run of what `npm run test:fuzz` does at length.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFaults } from '../fuzz/responses.ts';
import { fuzz } from '../fuzz/run.ts';
import { createPath, jobsPath, mock, token } from './support.ts';

describe('after a thousand connections that no client would make', () => {
  it('the mock has responded in the documented shape, serves a crowd, and holds no more memory', async () => {
    const { faults, statuses, crowdServed, growth } = await fuzz({ attacked: 'examples', seed: 1, connections: 1000, crowd: 200 });

    expect(faults).toEqual([]);
    expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400', '401', '404', '405', '431']));
    expect(crowdServed).toBe(200);
    expect(growth).toBeLessThan(8 * 1024 * 1024);
  });

  it('so has a proxy in front of it', async () => {
    const { faults, crowdServed } = await fuzz({ attacked: 'proxy', seed: 2, connections: 300, crowd: 50 });

    expect({ faults, crowdServed }).toEqual({ faults: [], crowdServed: 50 });
  });

  it('and one in front of an endpoint whose responses are odd reports each of them', async () => {
    const { faults, statuses, growth } = await fuzz({ attacked: 'odd responses', seed: 3, connections: 250, crowd: 0 });

    expect(faults).toEqual([]);
    expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '404', '502', '504']));
    expect(growth).toBeLessThan(8 * 1024 * 1024);
  });
});

it('in process, whatever a Request can hold gets a response, never 500', async () => {
  const headers = fc.dictionary(
    fc.constantFrom('content-type', 'prefer', 'authorization', 'content-encoding', 'x-auth-token', 'accept'),
    fc.oneof(fc.stringMatching(/^[\x20-\x7e]{0,30}$/), fc.constantFrom('application/json', 'code=200', 'dynamic=', 'example=zzz', 'gzip')),
  );
  const paths = fc.oneof(fc.constantFrom(jobsPath, createPath, `${jobsPath}/104`, '/'), fc.webPath());
  const requests = fc.record({
    url: fc.tuple(paths, fc.webQueryParameters()).map(([path, query]) => `http://mock${path}?${query}`),
    method: fc.constantFrom('POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
    headers: headers.map((chosen) => ({ ...token, ...chosen })),
    body: fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.uint8Array()),
  });
  await fc.assert(
    fc.asyncProperty(requests, async ({ url, ...init }) => {
      const response = await mock.fetch(url, init as RequestInit);
      expect(response.status, await response.text()).toBeLessThan(500);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

describe('the run reports', () => {
  const good = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

  it.each([
    ['a response in another shape', 'HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\n\r\n{}'],
    ['a response that is not JSON', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nno'],
    ['a response that is cut short', 'HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n{'],
    ['headers that are not ASCII', 'HTTP/1.1 200 OK\r\nx: \u00e4\r\n\r\n'],
    ['no status', 'nonsense\r\n\r\n'],
    ['a second response that is wrong', `${good}HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\n\r\n{}`],
  ])('%s', (_what, said) => {
    expect(listFaults(Buffer.from(said))).toHaveLength(1);
  });

  it('nothing of responses that are as they should be', () => {
    expect(listFaults(Buffer.from(good + good))).toEqual([]);
  });
});
