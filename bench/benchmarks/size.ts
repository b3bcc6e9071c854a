// The size of a program that makes one call, with documents of a few operations, of more and of all, and of its rivals.
import { gzipSync } from 'node:zlib';
import type { Platform } from 'esbuild';
import { buildSync } from 'esbuild';
import { createLayouts } from '../layout.ts';
import type { Table } from '../table.ts';

const options = "region: 'cn-north-4', projectId: 'p'";
const keys = "{ accessKeyId: 'a', secretAccessKey: 's' }";
const core = `import { createDliCore } from './client/index.ts';
import { listFlinkJobs } from './client/generated/operations.ts';`;
const signed = `${core}
import { createAccessKeyAuthentication } from './client/index.ts';
const dli = createDliCore({ ${options}, credentials: createAccessKeyAuthentication(${keys}) });
console.log(await dli.call(listFlinkJobs, { status: 'job_running' }));`;

const programs: [name: string, program: string, platform: Platform, goal?: string][] = [
  [
    'core and one operation, token',
    `${core}
const dli = createDliCore({ ${options}, credentials: { token: 't' } });
console.log(await dli.call(listFlinkJobs, { status: 'job_running' }));`,
    'browser',
    '≤ 11,500',
  ],
  ['core and one operation, signed, Node', signed, 'node'],
  ['core and one operation, signed, browsers', signed, 'browser'],
  [
    'client with all methods',
    `import { createDliClient } from './client/index.ts';
const dli = createDliClient({ ${options}, credentials: ${keys} });
console.log(await dli.listFlinkJobs({ status: 'job_running' }));`,
    'node',
  ],
];

const rivals: [name: string, program: string, platform: Platform][] = [
  [
    'openapi-fetch',
    `import createClient from 'openapi-fetch';
const dli = createClient({ baseUrl: 'https://dli.cn-north-4.myhuaweicloud.com', headers: { 'x-auth-token': 't' } });
console.log(await dli.GET('/v1.0/{project_id}/streaming/jobs', { params: { path: { project_id: 'p' } } }));`,
    'browser',
  ],
  [
    'axios',
    "import axios from 'axios';\nconsole.log(await axios.get('https://dli.cn-north-4.myhuaweicloud.com/v1.0/p/streaming/jobs'));",
    'browser',
  ],
  [
    'official SDK, core and one request, signed',
    `import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';
const client = new ClientBuilder((hcClient) => hcClient).withCredential(new BasicCredentials()).build();
console.log(await client.sendRequest({ method: 'GET', url: '/v1.0/p/streaming/jobs' }));`,
    'node',
  ],
  [
    'official SDK, IAM and one request, signed',
    `import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import { IamClient, KeystoneListUsersRequest } from '@huaweicloud/huaweicloud-sdk-iam/v3/public-api.js';
const client = IamClient.newBuilder().withCredential(new BasicCredentials()).build();
console.log(await client.keystoneListUsers(new KeystoneListUsersRequest()));`,
    'node',
  ],
];

/** Measures our programs, and the same programs with rivals. */
export async function measureSize(): Promise<Table> {
  const layouts = await createLayouts('size');
  return {
    title: 'A program that makes one call, in bytes, bundled, minified and compressed',
    columns: [...layouts.map(({ operations }) => `of ${operations} operations`), 'goal'],
    rows: [
      ...programs.map(([name, program, platform, goal]) => ({
        name,
        cells: [...layouts.map(({ folder }) => measureProgram(folder, program, platform)), goal],
      })),
      ...rivals.map(([name, program, platform]) => ({
        name,
        cells: [...layouts.slice(1).map(() => undefined), measureProgram(import.meta.dirname, program, platform)],
      })),
    ],
  };
}

function measureProgram(resolveDir: string, contents: string, platform: Platform): number {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform,
    write: false,
    logLevel: 'error',
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}
