// Plain JavaScript, because `npm start` runs it before anything is installed.
import { once } from 'node:events';
import { createServer } from 'node:net';

const { PORT = '4010', HOST = '127.0.0.1' } = process.env;

/** Where the site is served. */
export const address = { host: HOST, port: Number(PORT) };

/** Finds why the site cannot be served there, in one line; undefined if it can. */
export default async function findProblem() {
  if (!/^\d+$/.test(PORT) || address.port > 65535) return `PORT must be a whole number from 0 to 65535, found "${PORT}".`;
  try {
    const server = createServer().listen({ ...address, exclusive: true });
    await once(server, 'listening');
    await once(server.close(), 'close');
  } catch (error) {
    if (error.code !== 'EADDRINUSE') return `${HOST}:${PORT} cannot be listened on: ${error.message}. Choose others with HOST and PORT.`;
    const other = (address.port + 1) % 65536;
    const command = process.platform === 'win32' ? `$env:PORT=${other}; npm start` : `PORT=${other} npm start`;
    return `Port ${PORT} on ${HOST} is in use. Choose another, as in: ${command}`;
  }
}
