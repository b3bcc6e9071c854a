// Lists jobs through a proxy with node-fetch: node proxies/node-fetch.ts
import { HttpsProxyAgent } from 'https-proxy-agent';
import fetch from 'node-fetch';
import { createClient } from '../client.ts';

const agent = new HttpsProxyAgent(process.env.HTTPS_PROXY ?? '', { keepAlive: true });
// Its types know bytes as a Buffer only.
const dli = createClient({ fetch: (url, { body, ...init }) => fetch(url, { ...init, agent, body: body ? Buffer.from(body) : null }) });

for await (const job of dli.listFlinkJobs.items()) console.log(job.job_id, job.name);
