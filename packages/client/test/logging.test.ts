import { describe, expect, it } from 'vitest';
import type { DliClientOptions, Hooks, Logger } from '../src/index.ts';
import { catchRejection, hurriedClock, startService, stubRandom } from './service.ts';

type Entry = [level: string, message: string, details: Readonly<Record<string, unknown>>];

/** A logger of some levels that keeps what it is given. */
function createKeeper(...levels: (keyof Logger)[]): { logger: Logger; entries: Entry[] } {
  const entries: Entry[] = [];
  const writers = levels.map((level) => [level, (message: string, details: Entry[2]) => entries.push([level, message, details])]);
  return { logger: Object.fromEntries(writers) as Logger, entries };
}

const stillClock = { ...hurriedClock, now: () => 0 };
const sent = { operationId: 'checkSql', method: 'POST', attempt: 1 };

async function collectEntries(status: number, levels: (keyof Logger)[], options: Partial<DliClientOptions> = {}): Promise<Entry[]> {
  const { logger, entries } = createKeeper(...levels);
  const reply = { status, headers: { 'x-request-id': 'r1' }, body: {} };
  const { dli } = await startService(reply, { logger, clock: stillClock, ...options });
  await dli.checkSql({ sql: 'select 1' }).catch(() => undefined);
  return entries;
}

describe('a logger', () => {
  it('is given each request with its body at debug, and each response at info', async () => {
    const [request, response] = await collectEntries(200, ['debug', 'info', 'warn']);
    expect(request).toMatchObject([
      'debug',
      'checkSql, attempt 1: sent',
      { ...sent, body: '{"sql":"select 1"}', headers: { 'x-auth-token': '[redacted]' } },
    ]);
    expect(response).toMatchObject(['info', 'checkSql, attempt 1: 200 after 0 ms', { ...sent, status: 200, requestId: 'r1', duration: 0 }]);
  });

  it('is given at warn what is sent again', async () => {
    stubRandom(0);
    expect(await collectEntries(503, ['warn'], { maxAttempts: 2 })).toMatchObject([
      ['warn', 'checkSql, attempt 1: retry in 0 ms (status 503)', { ...sent, reason: 'status 503', delay: 0 }],
    ]);
  });

  it('is given at warn what received no response', async () => {
    const { logger, entries } = createKeeper('warn');
    const fetch = () => Promise.reject(new Error('out of sockets'));
    const { dli } = await startService({}, { logger, fetch, clock: stillClock, maxAttempts: 1 });
    await catchRejection(dli.checkSql({ sql: 'select 1' }));
    expect(entries).toMatchObject([
      ['warn', 'checkSql, attempt 1: checkSql received no response: out of sockets', { ...sent, error: 'DliConnectionError', duration: 0 }],
    ]);
  });

  it('is given at warn what a hook throws, and what it rejects with', async () => {
    const hooks: Hooks = {
      onRequest: () => {
        throw new Error('no span');
      },
      onResponse: async () => {
        throw new Error('no sink');
      },
    };
    const entries = await collectEntries(200, ['warn'], { hooks });
    expect(entries).toEqual([
      ['warn', 'The hook onRequest failed: Error: no span', { hook: 'onRequest' }],
      ['warn', 'The hook onResponse failed: Error: no sink', { hook: 'onResponse' }],
    ]);
  });

  it('is asked for nothing at levels that it does not have', async () => {
    expect(await collectEntries(503, [])).toEqual([]);
  });

  it('may be an object whose methods need it', async () => {
    class Journal {
      lines: string[] = [];
      info(line: string) {
        this.lines.push(line);
      }
    }
    const journal = new Journal();
    await collectEntries(200, [], { logger: journal });
    expect(journal.lines).toHaveLength(1);
  });

  it('is given the body of a raw call as text, and the query at debug', async () => {
    const { logger, entries } = createKeeper('debug');
    const { dli } = await startService({ body: [] }, { logger });
    const path = { project_id: 'p1' };
    await dli.raw.POST('/v1.0/{project_id}/streaming/jobs/stop', { params: { path }, body: { job_ids: [1] } });
    await dli.listFlinkJobs({ name: 'a' });
    expect(entries[0]?.[2]).toMatchObject({ body: '{"job_ids":[1]}' });
    expect(entries[1]?.[2]).toMatchObject({ url: expect.stringContaining('?name=a') });
  });
});
