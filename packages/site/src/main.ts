// `npm start` and `npm run dev`: serves docs and mock on one address until it is told to end.
import { siteFolder } from '@dli-openapi/docs/site';
import { createMock, MockError } from '@dli-openapi/mock';
import { demo } from './demo.ts';
import { serveSite } from './serve.ts';
import { endWith } from './shutdown.ts';

const { PORT = '4010', HOST = '127.0.0.1', DLI_RELOAD } = process.env;

try {
  const mock = createMock({ sandbox: { realTime: true, seed: demo } });
  endWith(() => mock.close());
  if (!/^\d+$/.test(PORT)) throw new MockError(`The port must be a whole number from 0 to 65535, found "${PORT}".`);
  const port = Number(PORT);
  const { url } = await serveSite(mock, { docs: siteFolder, host: HOST, port, reload: DLI_RELOAD === '1' });
  console.log(`docs  ${url}/docs/`);
  console.log(`mock  ${url}`);
  console.log(`live  ${url}/-/`);
  console.log(`try   curl -s -H 'X-Auth-Token: any' '${url}/v1.0/my-project/streaming/jobs?limit=1'`);
  console.log('Ctrl-C ends it.');
} catch (error) {
  if (!(error instanceof MockError)) throw error;
  console.error(`${error.message} Set PORT and HOST, as in: PORT=4011 npm start`);
  process.exit(1);
}
