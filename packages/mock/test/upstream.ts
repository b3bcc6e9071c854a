// A real endpoint, as far as the proxy can see.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createEncryptedServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import selfsigned from 'selfsigned';
import { onTestFinished } from 'vitest';

export interface Upstream {
  url: string;
  /** The requests that came, with their bodies. */
  requests: { method: string; url: string; rawHeaders: string[]; body: Buffer }[];
}

export type Respond = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** Responds with a function until the test is over. */
export async function startUpstream(respond: Respond, encryption?: { key: string; cert: string }): Promise<Upstream> {
  const requests: Upstream['requests'] = [];
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    requests.push({ method: request.method ?? '', url: request.url ?? '', rawHeaders: request.rawHeaders, body });
    respond(request, response, body);
  };
  const server = encryption ? createEncryptedServer(encryption, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `${encryption ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** A certificate for this machine that nobody else has signed. */
export function selfSigned(): { key: string; cert: string } {
  const altNames = [{ type: 7, ip: '127.0.0.1' }];
  const { private: key, cert } = selfsigned.generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key, cert };
}

/** Responses with JSON. */
export function json(status: number, value: unknown): Respond {
  return (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
