// The matchers for vitest.

import { createDliClient } from '@dli-openapi/client';
import { beforeEach, describe, expect, it } from 'vitest';
import '../src/vitest/index.ts';
import type { Mock } from '../src/index.ts';
import { createMock } from '../src/index.ts';
import { get, post, token } from './support.ts';

let mock: Mock;

beforeEach(() => {
  mock = createMock();
});

async function create(...names: string[]): Promise<void> {
  const dli = createDliClient({ region: 'cn-north-4', projectId: 'p', credentials: { token: 't' }, fetch: mock.fetch });
  for (const name of names) await dli.createFlinkJarJob({ name, tags: [{ key: 'k', value: name }] });
}

/** What a failed expectation says, without colours. */
function readMessage(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '');
  }
  throw new Error('The expectation holds.');
}

describe('toHaveReceived', () => {
  it('holds for an operation that was called', async () => {
    await create('x');

    expect(mock).toHaveReceived('createFlinkJarJob');
    expect(mock).not.toHaveReceived('listFlinkJobs');
  });

  it('holds for input of which a part is given', async () => {
    await create('x');

    expect(mock).toHaveReceived('createFlinkJarJob', { name: 'x' });
    expect(mock).not.toHaveReceived('createFlinkJarJob', { name: 'y' });
  });

  it('takes matchers inside', async () => {
    await create('x');

    expect(mock).toHaveReceived('createFlinkJarJob', { name: expect.stringMatching(/^x$/), tags: [{ key: expect.any(String) }] });
    expect(mock).not.toHaveReceived('createFlinkJarJob', { name: expect.stringMatching(/^y$/) });
  });

  it('can say that a field was not sent', async () => {
    await create('x');

    expect(mock).toHaveReceived('createFlinkJarJob', { desc: undefined });
    expect(mock).not.toHaveReceived('createFlinkJarJob', { name: undefined });
  });

  it('knows integers beyond 2^53 in each form', async () => {
    await get('/v1.0/p/streaming/jobs/9007199254740993', token, mock);

    expect(mock).toHaveReceived('showFlinkJob', { job_id: 9007199254740993n });
    expect(mock).toHaveReceived('showFlinkJob', { job_id: '9007199254740993' });
    expect(mock).not.toHaveReceived('showFlinkJob', { job_id: 9007199254740992n });
  });

  it('shows the nearest call when it fails', async () => {
    await create('x', 'y');
    const message = readMessage(() => expect(mock).toHaveReceived('createFlinkJarJob', { name: 'z', tags: [{ key: 'k', value: 'x' }] }));

    expect(message).toContain('It received createFlinkJarJob 2 times; the nearest is call 1, with the response 200:');
    expect(message).toMatch(/-\s+"name": "z",\n\+\s+"name": "x",/);
  });

  it('shows what was received when it fails for an operation that was not', async () => {
    await create('x', 'y');
    await get('/nowhere', token, mock);

    expect(readMessage(() => expect(mock).toHaveReceived('listFlinkJobs'))).toBe(
      'expected the mock to have received listFlinkJobs\n\nIt received\n  createFlinkJarJob 2 times\n  GET /nowhere (response 404) once',
    );
  });

  it('says so when nothing was received', () => {
    expect(readMessage(() => expect(mock).toHaveReceived('listFlinkJobs'))).toContain('It received nothing.');
  });

  it('says how often when it was not to be received', async () => {
    await create('x');

    expect(readMessage(() => expect(mock).not.toHaveReceived('createFlinkJarJob'))).toContain('It was received once.');
  });

  it('says what expect needs', () => {
    expect(() => expect({}).toHaveReceived('listFlinkJobs')).toThrow('must be a mock of @dli-openapi/mock');
  });
});

describe('toHaveReceivedTimes', () => {
  it('counts', async () => {
    await create('x', 'y', 'x');

    expect(mock).toHaveReceivedTimes('createFlinkJarJob', 3);
    expect(mock).toHaveReceivedTimes('createFlinkJarJob', 2, { name: 'x' });
    expect(mock).toHaveReceivedTimes('listFlinkJobs', 0);
    expect(mock).not.toHaveReceivedTimes('createFlinkJarJob', 2);
  });

  it('says how often it was when it fails', async () => {
    await create('x');

    expect(readMessage(() => expect(mock).toHaveReceivedTimes('createFlinkJarJob', 2))).toContain(
      'createFlinkJarJob 2 times, and not once',
    );
  });
});

describe('toHaveNoViolations', () => {
  it('holds when all calls fit the document', async () => {
    await create('x');

    expect(mock).toHaveNoViolations();
  });

  it('lists the calls that do not', async () => {
    await post('{"name":"a","queueName":"q"}', {}, mock);
    await get('/nowhere', token, mock);

    expect(readMessage(() => expect(mock).toHaveNoViolations())).toBe(
      'expected all calls to fit the document\n\n' +
        'createFlinkJarJob: body.queueName is not a property that the document knows (did you mean queue_name?)\n' +
        'GET /nowhere: path is not one that the document knows, found "/nowhere"',
    );
  });
});
