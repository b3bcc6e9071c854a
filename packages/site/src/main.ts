// `npm start` and `npm run dev`: serves docs and mock on one address until it is told to end.
import { siteFolder } from '@dli-openapi/docs/site';
import { createMock } from '@dli-openapi/mock';
import { addressOf, serveSite } from './serve.ts';
import { endWith } from './shutdown.ts';

const host = process.env.HOST ?? '127.0.0.1';
const port = Number(process.env.PORT ?? 4010);
const reload = process.env.DLI_RELOAD === '1';

try {
  const mock = createMock();
  const server = await serveSite({ docs: siteFolder, mock: mock.requestListener, host, port, reload });
  endWith(server);
  const address = addressOf(server);
  console.log(`docs  ${address}/docs/`);
  console.log(`mock  ${address}`);
  console.log(`try   curl -s -H 'X-Auth-Token: any' '${address}/v1.0/my-project/streaming/jobs?limit=1'`);
  console.log('Ctrl-C ends it.');
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${port} of ${host} is in use. End what uses it, or choose another: PORT=${port + 1} npm start`;
  if (code === 'EACCES') return `Port ${port} needs more rights than this user has. Choose one above 1023: PORT=4010 npm start`;
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return `${host} is not an address of this machine. Leave HOST out for 127.0.0.1.`;
  if (code === 'ERR_SOCKET_BAD_PORT') return `PORT is "${process.env.PORT}"; it must be a number from 0 to 65535.`;
  return message;
}
