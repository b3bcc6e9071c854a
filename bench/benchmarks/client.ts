// CPU of one call through the client, against the same call by hand with fetch.
import { createDliClient } from '@dli-openapi/client';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import { IamClient, KeystoneListUsersRequest } from '@huaweicloud/huaweicloud-sdk-iam/v3/public-api.js';
import axios from 'axios';
import createClient from 'openapi-fetch';
import { request } from 'undici';
import type { Work } from '../measure.ts';
import { compare } from '../measure.ts';
import { useService } from '../service.ts';
import type { Table } from '../table.ts';

const path = '/v1.0/project/streaming/jobs';
const query = { status: 'job_running', limit: 10 } as const;
const job = {
  name: 'myjob',
  desc: 'Counts words',
  queue_name: 'testQueue',
  sql_body: 'insert into sink select word, count(*) from source group by word\n'.repeat(10),
  run_mode: 'exclusive_cluster',
  job_type: 'flink_opensource_sql_job',
  parallel_number: 4,
  checkpoint_enabled: true,
} as const;

const token = 'token-of-the-project';
const keys = { accessKeyId: 'ACCESSKEYID', secretAccessKey: 'secretaccesskey' };
const ignore = () => undefined;

/** A call that reads, and a call that writes. */
interface Calls {
  list: Work;
  create?: Work;
}

const goals: Record<string, string> = {
  'our client, token, a logger at debug': '≤ 1.6',
  'our client, everything on': '≤ 1.5',
  '… and a logger at debug': '≤ 1.6',
};

/** Measures the client and its rivals, against `fetch` with `response.json()`. */
export function measureClient(): Promise<Table> {
  return useService(async (baseUrl) => {
    const { rival, works } = createCalls(baseUrl);
    const lists = await compare(rival.list, pickWorks(works, 'list'), 800);
    const creates = await compare(rival.create, pickWorks(works, 'create'), 800);
    return {
      title: 'CPU of one call, against fetch and response.json() = 1',
      columns: ['GET, 10 jobs', 'POST, 1 KB', 'goal'],
      rows: Object.keys(works).map((name) => ({
        name,
        cells: [lists.get(name), creates.get(name), goals[name]],
      })),
    };
  });
}

function pickWorks(works: Record<string, Calls>, kind: keyof Calls): Record<string, Work> {
  return Object.fromEntries(Object.entries(works).flatMap(([name, { [kind]: work }]) => (work ? [[name, work]] : [])));
}

function createCalls(baseUrl: string): { rival: Required<Calls>; works: Record<string, Calls> } {
  const listUrl = `${baseUrl}${path}?status=job_running&limit=10`;
  const createUrl = `${baseUrl}/v1.0/project/streaming/sql-jobs`;
  const headers = { 'x-auth-token': token };
  const posted = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } } as const;
  const rival = {
    list: async () => (await fetch(listUrl, { headers })).json(),
    create: async () => (await fetch(createUrl, { ...posted, body: JSON.stringify(job) })).json(),
  };
  const plain = createClient<PlainPaths>({ baseUrl, headers });
  const published = IamClient.newBuilder()
    .withCredential(new BasicCredentials().withAk(keys.accessKeyId).withSk(keys.secretAccessKey).withProjectId('project'))
    .withEndpoint(baseUrl)
    .build();
  const withToken = { baseUrl, projectId: 'project', credentials: { token } };
  const withAll = {
    ...withToken,
    credentials: keys,
    timeout: { attempt: 10_000, total: 30_000 },
    hooks: { onRequest: ignore, onResponse: ignore, onError: ignore, onRetry: ignore },
    logger: { info: ignore, warn: ignore },
  };
  return {
    rival,
    works: {
      'undici.request': {
        list: async () => (await request(listUrl, { headers })).body.json(),
        create: async () => (await request(createUrl, { ...posted, body: JSON.stringify(job) })).body.json(),
      },
      'openapi-fetch': {
        list: () => plain.GET(path, { params: { query } }),
        create: () => plain.POST('/v1.0/project/streaming/sql-jobs', { body: job }),
      },
      axios: {
        list: () => axios.get(`${baseUrl}${path}`, { params: query, headers }),
        create: () => axios.post(createUrl, job, { headers }),
      },
      // Its DLI package is not published, so this is a call of IAM, with the same response.
      'official SDK, signed (IAM)': { list: () => published.keystoneListUsers(new KeystoneListUsersRequest()) },
      'our client, token': createOwnCalls(withToken),
      'our client, token, a logger at debug': createOwnCalls({ ...withToken, logger: { debug: ignore, info: ignore, warn: ignore } }),
      'our client, signed': createOwnCalls({ ...withToken, credentials: keys }),
      'our client, everything on': createOwnCalls(withAll),
      '… and a logger at debug': createOwnCalls({ ...withAll, logger: { debug: ignore, info: ignore, warn: ignore } }),
    },
  };
}

function createOwnCalls(options: Parameters<typeof createDliClient>[0]): Calls {
  const dli = createDliClient(options);
  return { list: () => dli.listFlinkJobs(query), create: () => dli.createFlinkSqlJob(job) };
}

interface PlainPaths {
  '/v1.0/project/streaming/jobs': { get: { parameters: { query: typeof query }; responses: PlainResponses } };
  '/v1.0/project/streaming/sql-jobs': {
    post: { requestBody: { content: { 'application/json': typeof job } }; responses: PlainResponses };
  };
}

interface PlainResponses {
  200: { content: { 'application/json': unknown } };
}
