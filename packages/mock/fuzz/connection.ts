import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Attack } from './attacks.ts';

/** Longer than the mock lets a request take. */
const longestMilliseconds = 60_000;

/**
 * Makes an attack on a port; resolves to all that was said in return, once the connection has ended.
 * @throws {Error} when it does not end
 */
export async function attack(port: number, { pieces, pause, ending }: Attack): Promise<Buffer> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const said: Buffer[] = [];
  // The server may refuse the rest of what is sent.
  socket.on('error', () => {});
  socket.on('data', (chunk) => said.push(chunk));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.once('end', () => socket.end());
  await Promise.race([once(socket, 'connect'), closed]);
  for (const piece of pieces) {
    if (!socket.writable) break;
    socket.write(piece);
    if (pause > 0) await wait(pause);
  }
  end(socket, ending);
  const limit = setTimeout(() => socket.destroy(), longestMilliseconds);
  const start = performance.now();
  await closed;
  clearTimeout(limit);
  if (performance.now() - start >= longestMilliseconds) throw new Error('The mock neither responds nor ends a connection.');
  return Buffer.concat(said);
}

function end(socket: Socket, ending: Attack['ending']): void {
  if (ending === 'close') socket.end();
  else if (ending === 'leave') socket.destroy();
  else if (ending === 'reset') socket.resetAndDestroy();
}
