import { describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { copyOfDocument, get, jobsPath, mock, readViolations, strictMock, token } from './support.ts';

async function status(job: Response): Promise<unknown> {
  const { job_detail } = (await job.json()) as { job_detail: { status: string } };
  return job_detail.status;
}

async function refusal(prefer: string): Promise<string> {
  const response = await get(jobsPath, { ...token, prefer });
  expect(response.status).toBe(400);
  return ((await response.json()) as { error_msg: string }).error_msg;
}

describe('which response is given', () => {
  it('is the first named example of 200 unless the request says otherwise', async () => {
    expect(await status(await get(`${jobsPath}/104`))).toBe('job_init');
  });

  it('can be chosen by an example', async () => {
    expect(await status(await get(`${jobsPath}/104`, { ...token, prefer: 'example=running' }))).toBe('job_running');
  });

  it('can be chosen by a code', async () => {
    const response = await get(jobsPath, { ...token, prefer: 'code=429' });

    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await response.json()).toMatchObject({ error_code: 'APIGW.0308' });
  });

  it('can be chosen by both', async () => {
    const response = await get(`${jobsPath}/104`, { ...token, prefer: 'code=400, example="flink_job_not_found"' });

    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ error_code: 'DLI.16001' })]);
  });

  it('can be chosen in the query', async () => {
    expect(await status(await get(`${jobsPath}/104?__example=idle`))).toBe('job_idle');
  });

  it('is what the header says where the query says something else', async () => {
    expect(await status(await get(`${jobsPath}/104?__example=idle`, { ...token, prefer: 'example=running' }))).toBe('job_running');
  });

  it('is not what the query says beside a header, as in Prism', async () => {
    expect((await get(`${jobsPath}?__code=429`, { ...token, prefer: 'example=empty' }, mock)).status).toBe(200);
  });

  it('does not depend on preferences that the mock does not know', async () => {
    expect((await get(jobsPath, { ...token, prefer: 'respond-async, wait=10' })).status).toBe(200);
  });
});

describe('a preference that cannot be met', () => {
  it('is refused with the examples that there are', async () => {
    expect(await refusal('code=200, example=zzz')).toContain('for code 200: page_sample, running, all_states, with_detail');
  });

  it('is refused with the nearest example', async () => {
    expect(await refusal('example=runing')).toContain('found "runing" (did you mean running?)');
  });

  it('is refused by a strict mock also where nothing knows it, in the header and in the query', async () => {
    const response = await get(`${jobsPath}?__exmple=running`, { ...token, prefer: 'wait=10, exmple=running' }, strictMock);

    expect(response.status).toBe(400);
    expect(readViolations(response)).toMatchObject([
      { pointer: 'query.__exmple', rule: 'unknown', nearest: '__example' },
      { pointer: 'header.prefer', rule: 'unknown', message: 'must ask for code, example, dynamic only', found: '"wait"' },
      { pointer: 'header.prefer', rule: 'unknown', nearest: 'example' },
    ]);
  });

  it('is refused with the codes that there are', async () => {
    expect(await refusal('code=418')).toContain('200, 400, 401, 403, 404, 429, 500, 503, found "418"');
  });

  it('is refused where dynamic is neither true nor false', async () => {
    expect(await refusal('dynamic=yes')).toContain('must give dynamic as true or false, found "yes"');
  });
});

describe('a dynamic response', () => {
  it('is made up anew each time', async () => {
    const [one, other] = await Promise.all([1, 2].map(async () => (await get(jobsPath, { ...token, prefer: 'dynamic=true' })).text()));

    expect(one).not.toBe(other);
  });

  it('keeps the documented headers', async () => {
    expect((await get(jobsPath, { ...token, prefer: 'code=503, dynamic=true' })).headers.get('retry-after')).toBe('3');
  });

  it('is generated where the document has no example', async () => {
    const document = copyOfDocument();
    const [item] = Object.values(document.paths);
    delete item?.get?.responses?.[200]?.content?.['application/json']?.examples;

    expect((await get(jobsPath, token, createMock({ document }))).status).toBe(200);
  });
});
