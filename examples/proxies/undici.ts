// Lists jobs through a proxy with undici, which also takes certificates: node proxies/undici.ts
import { readFileSync } from 'node:fs';
import { fetch, ProxyAgent } from 'undici';
import { createClient } from '../client.ts';

const { HTTPS_PROXY = '', CA_FILE = '' } = process.env;
const dispatcher = new ProxyAgent({ uri: HTTPS_PROXY, requestTls: { ca: readFileSync(CA_FILE) } });
const dli = createClient({ fetch: (url, init) => fetch(url, { ...init, dispatcher }) });

for await (const job of dli.listFlinkJobs.items()) console.log(job.job_id, job.name);
await dispatcher.close();
