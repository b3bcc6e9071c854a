// `npm start` and `npm run dev`: serves docs and mock on one address until a signal ends it.
import { siteFolder } from '@dli-openapi/docs/site';
import { createMock } from '@dli-openapi/mock';
import findProblem, { address } from './address.mjs';
import { demo, fillSandbox } from './demo.ts';
import { serveSite } from './serve.ts';
import { closeOnExit } from './shutdown.ts';

const problem = await findProblem();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const mock = createMock({ sandbox: { realTime: true, seed: demo } });
closeOnExit(() => mock.close());
await fillSandbox(mock);
const { url } = await serveSite(mock, { docs: siteFolder, ...address, reload: process.env.DLI_RELOAD === '1' });
console.log(`docs  ${url}/docs/`);
console.log(`mock  ${url}`);
console.log(`live  ${url}/-/`);
console.log(`try   curl -s -H 'X-Auth-Token: any' '${url}/v1.0/my-project/streaming/jobs?limit=1'`);
console.log('Ctrl-C ends it.');
