// CPU of signing one request, against what the client does in Node.
import { join } from 'node:path';
import type { signRequest } from '@dli-openapi/client';
import { signRequest as signInNode } from '@dli-openapi/client';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import { buildSync } from 'esbuild';
import { compare } from '../measure.ts';
import type { Table } from '../table.ts';

const keys = { accessKeyId: 'ACCESSKEYID', secretAccessKey: 'secretaccesskey' };
const headers = { 'content-type': 'application/json' };
const body = JSON.stringify({ name: 'myjob', sql_body: 'insert into sink select * from source\n'.repeat(25) });
const request = { method: 'POST', url: 'https://dli.cn-north-4.myhuaweicloud.com/v1.0/project/streaming/sql-jobs', headers, body };

/** Measures the ways to sign. */
export async function measureSigning(): Promise<Table> {
  const signElsewhere = await loadPortableSigning();
  const credential = new BasicCredentials().withAk(keys.accessKeyId).withSk(keys.secretAccessKey).withProjectId('project');
  const webCrypto = await createWebCryptoHashing();
  const ratios = await compare(
    () => signInNode(request, keys),
    {
      '@noble/hashes, as elsewhere': () => signElsewhere(request, keys),
      'WebCrypto, its hashing alone': webCrypto,
      'official SDK': () =>
        AKSKSigner.sign({ ...request, endpoint: request.url, headers: { ...headers }, data: body } as never, credential),
    },
    1000,
  );
  return {
    title: 'CPU of signing one request with a body of 1 KB, against node:crypto, as the client does in Node = 1',
    columns: ['POST, 1 KB'],
    rows: [...ratios].map(([name, ratio]) => ({ name, cells: [ratio] })),
  };
}

/** Loads the package's signing as a bundler builds it for browsers. */
async function loadPortableSigning(): Promise<typeof signRequest> {
  const outfile = join(import.meta.dirname, '../dist/signing.js');
  const contents = "export { signRequest } from '@dli-openapi/client';";
  buildSync({ stdin: { contents, resolveDir: import.meta.dirname }, bundle: true, format: 'esm', platform: 'browser', outfile });
  return (await import(outfile)).signRequest;
}

/** Creates the least work of WebCrypto for one signature: the body's hash, the request's hash and one HMAC. */
async function createWebCryptoHashing(): Promise<() => Promise<unknown>> {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(keys.secretAccessKey), algorithm, false, ['sign']);
  return async () => {
    const bodyHash = await crypto.subtle.digest('SHA-256', encoder.encode(body));
    const requestHash = await crypto.subtle.digest('SHA-256', encoder.encode(`${request.url}${bodyHash.byteLength}`.padEnd(300)));
    return crypto.subtle.sign('HMAC', key, encoder.encode(`${requestHash.byteLength}`.padEnd(100)));
  };
}
