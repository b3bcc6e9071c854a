// What tests plan as responses.
import { createDliClient } from '@dli-openapi/client';
import { beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import type { Mock, OperationExample, OperationStatus } from '../src/index.ts';
import { createMock, MockError } from '../src/index.ts';
import { copyOfDocument, get, jobsPath, post, token } from './support.ts';

let mock: Mock;

beforeEach(() => {
  mock = createMock();
});

const ok = { is_success: 'true', message: '' } as const;

async function showStatus(jobId: number | bigint = 104, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await get(`${jobsPath}/${jobId}`, { ...token, ...headers }, mock);
  const body = (await response.json()) as { job_detail?: { status: string } };
  return body.job_detail?.status ?? response.status;
}

describe('a reply', () => {
  it('can be an example, by its name', async () => {
    mock.operation('showFlinkJob').reply({ example: 'running' });

    expect([await showStatus(), await showStatus()]).toEqual(['job_running', 'job_running']);
  });

  it('can be an example of another status, which need not be named', async () => {
    mock.operation('showFlinkJob').reply({ example: 'flink_job_not_found' });

    expect(await showStatus()).toBe(400);
  });

  it('can be a status, with the body and headers that the document has for it', async () => {
    mock.operation('showFlinkJob').reply({ status: 429 });
    const response = await get(`${jobsPath}/104`, token, mock);

    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3']);
    expect(await response.json()).toMatchObject({ error_code: 'APIGW.0308' });
  });

  it('can have headers, in place of those of the document', async () => {
    mock.operation('showFlinkJob').reply({ status: 429, headers: { 'Retry-After': '1', 'X-Request-Id': 'mine' } });
    const { headers } = await get(`${jobsPath}/104`, token, mock);

    expect([headers.get('retry-after'), headers.get('x-request-id')]).toEqual(['1', 'mine']);
  });

  it('can be a body', async () => {
    mock.operation('deleteFlinkJob').reply({ body: { is_success: 'false', message: 'It runs.' } });
    const response = await mock.fetch(`http://mock${jobsPath}/104`, { method: 'DELETE', headers: token });

    expect([response.status, await response.json()]).toEqual([200, { is_success: 'false', message: 'It runs.' }]);
  });

  it('can hold integers that a number would round', async () => {
    mock.operation('listFlinkJobs').reply({ body: { ...ok, job_list: { total_count: 1, jobs: [{ job_id: 9223372036854775807n }] } } });

    expect(await (await get(jobsPath, token, mock)).text()).toContain('"job_id":9223372036854775807}');
  });

  it('is sent over HTTP too', async () => {
    mock.operation('listFlinkJobs').reply({ example: 'empty' });
    const { url } = await mock.listen({ port: 0 });
    const response = await fetch(url + jobsPath, { headers: token });
    await mock.close();

    expect(await response.json()).toMatchObject({ job_list: { total_count: 0 } });
  });

  it('goes before what the request prefers', async () => {
    mock.operation('showFlinkJob').reply({ example: 'running' });

    expect(await showStatus(104, { prefer: 'example=idle' })).toBe('job_running');
  });

  it('is not given to a request that violates the document', async () => {
    mock.operation('listFlinkJobs').reply({ example: 'empty' });

    expect((await get(`${jobsPath}?limit=-1`, token, mock)).status).toBe(400);
  });
});

describe('a reply that the document does not have is refused when it is planned:', () => {
  it.each<[string, () => unknown, string]>([
    ['an example', () => mock.operation('showFlinkJob').reply({ example: 'runing' as 'running' }), '"runing" (did you mean running?)'],
    [
      'an example of another status',
      () => mock.operation('showFlinkJob').reply({ status: 400, example: 'running' as 'invalid_parameter' }),
      'the document has invalid_parameter, flink_job_not_found for status 400',
    ],
    ['a status', () => mock.operation('showFlinkJob').reply({ status: 418 as 429 }), 'has status 418; the document has 200, 400'],
    [
      'a value in the body',
      () => mock.operation('showFlinkJob').reply({ body: { ...ok, job_detail: { status: 'running' as 'job_running' } } }),
      'body.job_detail.status must be one of',
    ],
    [
      'an integer beyond 64 bits',
      () => mock.operation('listFlinkJobs').reply({ body: { ...ok, job_list: { jobs: [{ job_id: 2n ** 63n }] } } }),
      'body.job_list.jobs[0].job_id must be a 64-bit integer, from -2^63 to 2^63-1, found 9223372036854775808',
    ],
    ['an operation', () => mock.operation('showFlinkJobs' as 'showFlinkJob'), 'no operation showFlinkJobs. Did you mean showFlinkJob?'],
    [
      'a misspelt key',
      () => mock.operation('showFlinkJob').reply({ exampel: 'running' } as never),
      'The showFlinkJob reply field exampel is unknown (did you mean example?). There are status, ',
    ],
    ['an invalid delay', () => mock.operation('showFlinkJob').reply({ status: 200, delay: 'soon' as '1s' }), 'found "soon"'],
    ['a negative delay', () => mock.operation('showFlinkJob').reply({ status: 200, delay: -1 }), 'found -1'],
    [
      'a header of two lines',
      () => mock.operation('showFlinkJob').reply({ status: 200, headers: { a: 'b\nc' } }),
      'a header that cannot be',
    ],
    [
      'a length of its own',
      () => mock.operation('showFlinkJob').reply({ status: 200, headers: { 'Content-Length': '1' } }),
      'follows from',
    ],
    [
      'a fault that there is not',
      () => mock.operation('showFlinkJob').reply({ fault: 'fire' } as never),
      'there are reset, hang, truncate',
    ],
    [
      'a fault with what it would not send',
      () => mock.operation('showFlinkJob').reply({ fault: 'reset', status: 503 }),
      'has the fault reset, after which no status would be sent',
    ],
    [
      'an example of what is unchecked',
      () => mock.operation('showFlinkJob').reply({ unchecked: {}, example: 'running' }),
      'has unchecked beside example; put that into unchecked',
    ],
    [
      'an unchecked reply that is not an object',
      () => mock.operation('showFlinkJob').reply({ unchecked: true as never }),
      'The showFlinkJob unchecked reply field must be in an object, found true',
    ],
    [
      'a misspelt key of what is unchecked',
      () => mock.operation('showFlinkJob').reply({ unchecked: { sttus: 502 } as never }),
      'The showFlinkJob unchecked reply field sttus is unknown (did you mean status?). There are status, body.',
    ],
    ['a body in 204', () => mock.operation('showFlinkJob').reply({ unchecked: { status: 204, body: {} } }), 'status 204 cannot have'],
    ['an informational status', () => mock.operation('showFlinkJob').reply({ unchecked: { status: 101 } }), 'a number from 200 to 599'],
    [
      'a status that is a text',
      () => mock.operation('showFlinkJob').reply({ status: '200' as never }),
      'has status "200"; it must be a number from 200 to 599',
    ],
    [
      'an integer that a number rounds',
      () => mock.operation('showFlinkJob').reply({ body: { ...ok, job_detail: { job_id: 2 ** 60 } } }),
      'has an integer beyond 2^53 in body.job_detail.job_id, which a number rounds; use a bigint',
    ],
    [
      'a sequence that is not a list',
      () => mock.operation('showFlinkJob').sequence({ example: 'running' } as never),
      'A sequence of showFlinkJob must be a list of replies, found an object',
    ],
    ['no operation', () => mock.operation(undefined as never), 'takes the ID of an operation, such as listFlinkJobs, found undefined'],
  ])('%s', (_what, plan, message) => {
    expect(plan).toThrow(MockError);
    expect(plan).toThrow(message);
  });

  it('unless it is unchecked', async () => {
    mock.operation('showFlinkJob').reply({ unchecked: { status: 502, body: '<h1>502</h1>' }, headers: { 'Content-Type': 'text/html' } });
    const response = await get(`${jobsPath}/104`, token, mock);

    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([502, 'text/html', '<h1>502</h1>']);
  });
});

describe('a property that the document does not know', () => {
  const body = { ...ok, job_detail: { job_id: 1, stauts: 'job_running' } };

  it('is refused in a planned body where the mock is strict, with the nearest that it knows', () => {
    const plan = () => createMock({ strict: true }).operation('showFlinkJob').reply({ body });

    expect(plan).toThrow(MockError);
    expect(plan).toThrow('body.job_detail.stauts is not a property that the document knows (did you mean status?)');
  });

  it('is refused in the body that a function gives to a strict mock', async () => {
    const strict = createMock({ strict: true });
    strict.operation('showFlinkJob').reply(() => ({ body }));

    expect((await get(`${jobsPath}/104`, token, strict)).status).toBe(500);
    expect(() => strict.verify()).toThrow('body.job_detail.stauts');
  });

  it.each([
    ['where the mock is not strict', {}, { body }],
    ['where the reply is unchecked', { strict: true }, { unchecked: { body } }],
  ])('is sent %s', async (_where, options, reply) => {
    const own = createMock(options);
    own.operation('showFlinkJob').reply(reply);

    expect(await (await get(`${jobsPath}/104`, token, own)).json()).toEqual(body);
  });
});

describe('the order of replies', () => {
  it('is that of a sequence, and then what it was before', async () => {
    mock
      .operation('showFlinkJob')
      .reply({ example: 'finished' })
      .sequence([{ example: 'submitting' }, { status: 503 }, { example: 'running' }]);

    expect([await showStatus(), await showStatus(), await showStatus(), await showStatus()]).toEqual([
      'job_submitting',
      503,
      'job_running',
      'job_finish',
    ]);
  });

  it('has those for one call in front, in the order in which they were planned', async () => {
    mock.operation('showFlinkJob').replyOnce({ example: 'idle' }).reply({ example: 'running' }).replyOnce({ example: 'canceled' });

    expect([await showStatus(), await showStatus(), await showStatus()]).toEqual(['job_idle', 'job_cancel_success', 'job_running']);
  });

  it('has the latest of lasting ones in front', async () => {
    mock.operation('showFlinkJob').reply({ example: 'idle' });
    mock.operation('showFlinkJob').reply({ example: 'running' });

    expect(await showStatus()).toBe('job_running');
  });

  it('plans nothing of a sequence in which one reply is wrong', async () => {
    expect(() => mock.operation('showFlinkJob').sequence([{ example: 'idle' }, { status: 418 as 429 }])).toThrow(MockError);
    expect(await showStatus()).toBe('job_init');
  });

  it('gives a reply for one call to one of many calls at once', async () => {
    mock.operation('showFlinkJob').replyOnce({ status: 429 });
    const states = await Promise.all(Array.from({ length: 20 }, () => showStatus()));

    expect(states.filter((state) => state === 429)).toHaveLength(1);
  });
});

describe('a condition', () => {
  it('is fields of the input', async () => {
    mock.operation('showFlinkJob').when({ job_id: 104 }).reply({ example: 'running' });

    expect([await showStatus(104), await showStatus(105)]).toEqual(['job_running', 'job_init']);
  });

  it.each([9007199254740993n, '9007199254740993'])('knows an integer beyond 2^53 exactly, as %s', async (job_id) => {
    mock.operation('showFlinkJob').when({ job_id }).reply({ example: 'running' });

    expect([await showStatus(9007199254740993n), await showStatus(9007199254740992n)]).toEqual(['job_running', 'job_init']);
  });

  it('looks into objects, in part, and at lists as a whole', async () => {
    mock
      .operation('createFlinkJarJob')
      .when({ resource_config: { max_slot: 2 }, dependency_jars: ['a.jar'] })
      .reply({ status: 503 });
    const dli = createDliClient({ region: 'cn-north-4', projectId: 'p', credentials: { token: 't' }, fetch: mock.fetch, maxAttempts: 1 });
    const input = { name: 'x', resource_config: { max_slot: 2, parallel_number: 1 } };

    await expect(dli.createFlinkJarJob({ ...input, dependency_jars: ['a.jar'] })).rejects.toMatchObject({ status: 503 });
    await expect(dli.createFlinkJarJob({ ...input, dependency_jars: ['a.jar', 'b.jar'] })).resolves.toBeDefined();
  });

  it.each([
    ['of the path', () => mock.operation('showFlinkJob').when({ jobid: 1 } as never), 'jobid is unknown (did you mean job_id?)'],
    ['of the query', () => mock.operation('listFlinkJobs').when({ limt: 1 } as never), 'limt is unknown (did you mean limit?)'],
    ['of the body', () => mock.operation('createFlinkJarJob').when({ nmae: 'a' } as never), 'nmae is unknown (did you mean name?)'],
  ])('refuses a misspelt field %s', (_place, act, message) => {
    expect(act).toThrow(MockError);
    expect(act).toThrow(message);
  });

  it.each(['x', undefined, null, 104])('refuses %j, which no call could match', (condition) => {
    const act = () => mock.operation('showFlinkJob').when(condition as never);

    expect(act).toThrow(MockError);
    expect(act).toThrow('A condition of showFlinkJob must be fields of its input or a function');
  });

  it('matches an omitted field with null, as the service reads it', async () => {
    mock
      .operation('createFlinkJarJob')
      .when({ desc: null as never })
      .reply({ status: 503 });

    for (const [body, status] of [
      ['{"name":"a"}', 503],
      ['{"name":"a","desc":null}', 503],
      ['{"name":"a","desc":"b"}', 200],
    ] as const) {
      expect((await post(body, {}, mock)).status).toBe(status);
    }
  });

  it('may have any field where the document leaves the body open', () => {
    const document = copyOfDocument();
    const schema = document.components.schemas?.CreateFlinkJarJobRequest;
    Object.assign(schema ?? {}, { additionalProperties: true });
    const own = createMock({ document }).operation('createFlinkJarJob');

    expect(() => own.when({ nmae: 'a' } as never)).not.toThrow();
  });

  it('can be a function of the call', async () => {
    mock
      .operation('showFlinkJob')
      .when(({ path }) => path.includes('/330e068af1334c9782f4226acc00a2e2/'))
      .reply({ example: 'running' });

    expect(await showStatus()).toBe('job_running');
  });

  it('that fails makes the response 500', async () => {
    mock
      .operation('showFlinkJob')
      .when(() => {
        throw new Error('no such fixture');
      })
      .reply({ example: 'running' });

    expect(await showStatus()).toBe(500);
  });

  it('goes before none, whichever was planned later', async () => {
    mock.operation('showFlinkJob').when({ job_id: 104 }).reply({ example: 'running' });
    mock.operation('showFlinkJob').reply({ example: 'idle' });

    expect([await showStatus(104), await showStatus(105)]).toEqual(['job_running', 'job_idle']);
  });

  it('can be narrowed further', async () => {
    const narrowed = mock.operation('listFlinkJobs').when({ limit: 5 }).when({ offset: 10 });
    narrowed.reply({ example: 'last_page' });
    const list = async (query: string) => ((await (await get(jobsPath + query, token, mock)).json()) as { job_list: unknown }).job_list;

    expect(await list('?limit=5&offset=10')).not.toEqual(await list('?limit=5'));
  });

  it('may hold matchers', async () => {
    mock
      .operation('showFlinkJob')
      .when({ job_id: expect.any(Number) })
      .reply({ example: 'running' });

    expect(await showStatus()).toBe('job_running');
  });
});

describe('a function', () => {
  it('decides by the call', async () => {
    mock.operation('showFlinkJob').reply(({ input }) => ({ example: input.job_id === 1 ? 'running' : 'idle' }));

    expect([await showStatus(1), await showStatus(2)]).toEqual(['job_running', 'job_idle']);
  });

  it('may take its time', async () => {
    mock.operation('showFlinkJob').reply(async () => {
      await new Promise(setImmediate);
      return { example: 'running' };
    });

    expect(await showStatus()).toBe('job_running');
  });

  it('that never decides does not keep a caller who gives up', async () => {
    mock.operation('showFlinkJob').reply(() => new Promise(() => {}));
    const call = mock.fetch(`http://mock${jobsPath}/1`, { headers: token, signal: AbortSignal.timeout(20) });

    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('leaves a call to what else is planned, by giving nothing', async () => {
    mock
      .operation('showFlinkJob')
      .reply({ example: 'running' })
      .replyOnce(({ input }) => (input.job_id === 1 ? { example: 'idle' } : undefined));

    expect([await showStatus(2), await showStatus(1), await showStatus(1)]).toEqual(['job_running', 'job_idle', 'job_running']);
  });

  it('that lasts leaves a call to the lasting reply from before, by giving nothing', async () => {
    mock
      .operation('showFlinkJob')
      .reply({ example: 'running' })
      .reply(({ input }) => (input.job_id === 1 ? { example: 'idle' } : undefined));

    expect([await showStatus(1), await showStatus(2)]).toEqual(['job_idle', 'job_running']);
  });

  it('that fails makes the response 500, and verify says why', async () => {
    mock.operation('showFlinkJob').reply(function broken() {
      throw new Error('no such fixture');
    });

    expect(await showStatus()).toBe(500);
    expect(() => mock.verify()).toThrow('showFlinkJob: the function broken failed: no such fixture');
  });

  it('that gives what the document does not have makes the response 500', async () => {
    mock.operation('showFlinkJob').reply(() => ({ example: 'runing' as 'running' }));
    const response = await get(`${jobsPath}/104`, token, mock);

    expect([response.status, await response.json()]).toEqual([
      500,
      expect.objectContaining({ error_msg: expect.stringContaining('"runing"') }),
    ]);
  });
});

describe('verify', () => {
  it('lists the replies that were never used', async () => {
    mock.operation('showFlinkJob').sequence([{ example: 'running' }, { example: 'finished' }]);
    mock.operation('listFlinkJobs').reply({ status: 429, delay: '1s' });
    const isShort = () => true;
    mock
      .operation('listFlinkJobs')
      .when({ limit: 7 })
      .when(isShort)
      .reply({ status: 500, headers: { 'retry-after': '1' } });
    await showStatus();

    expect(() => mock.verify()).toThrow(
      new MockError(
        'Not all went as planned:\nshowFlinkJob: the reply { example: "finished" } was never used\n' +
          'listFlinkJobs: the reply { status: 500, headers: … } for { limit: 7 } where the function isShort returns true was never used\n' +
          'listFlinkJobs: the reply { status: 429, delay: "1s" } was never used',
      ),
    );
  });

  it('passes when all were used', async () => {
    mock.operation('showFlinkJob').reply({ example: 'running' }).replyOnce({ example: 'idle' });
    await showStatus();
    await showStatus();

    expect(() => mock.verify()).not.toThrow();
  });

  it('is part of close where the mock is strict', async () => {
    const strict = createMock({ strict: true });
    strict.operation('showFlinkJob').reply({ example: 'running' });

    await expect(strict.close()).rejects.toThrow('was never used');
    strict.reset();
    await expect(strict.close()).resolves.toBeUndefined();
  });
});

describe('reset', () => {
  it('forgets what was planned, also for those who hold on to an operation', async () => {
    const show = mock.operation('showFlinkJob').reply({ example: 'running' });
    mock.reset();
    const before = await showStatus();
    show.reply({ example: 'idle' });

    expect([before, await showStatus()]).toEqual(['job_init', 'job_idle']);
  });
});

it('keeps what is planned for one mock from others', async () => {
  createMock().operation('showFlinkJob').reply({ example: 'running' });

  expect(await showStatus()).toBe('job_init');
});

it('works with a document of its own', async () => {
  const own = createMock({ document: copyOfDocument() });
  own.operation('listFlinkJobs').reply({ example: 'empty' });

  expect(await (await get(jobsPath, token, own)).json()).toMatchObject({ job_list: { total_count: 0 } });
});

it('has types that know operations, statuses, examples and bodies', () => {
  expectTypeOf<OperationExample<'showFlinkJob', 400>>().toEqualTypeOf<'invalid_parameter' | 'flink_job_not_found'>();
  expectTypeOf<418>().not.toExtend<OperationStatus<'showFlinkJob'>>();
  expectTypeOf(mock.operation('showFlinkJob').reply).parameter(0).not.toExtend<{ example: 'zzz' }>();
  expectTypeOf(mock.operation('createFlinkJarJob').calls[0]?.input.name).toEqualTypeOf<string | undefined>();
});

it('waits as long as a delay says, by whatever clock the test has', async () => {
  vi.useFakeTimers();
  mock.operation('showFlinkJob').reply({ example: 'running', delay: '30s' });
  let state: unknown = 'waiting';
  const call = showStatus().then((found) => {
    state = found;
  });
  await vi.advanceTimersByTimeAsync(29_999);
  const before = state;
  await vi.advanceTimersByTimeAsync(1);
  await call;
  vi.useRealTimers();

  expect([before, state]).toEqual(['waiting', 'job_running']);
});
