// A mock behind TLS and a proxy, both on this machine, in place of those that the guide names.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { createMock } from '@dli-openapi/mock';
import selfsigned from 'selfsigned';

/** A name that leads nowhere: it is the proxy that knows the way. */
const host = 'dli.test';

export interface Network {
  /** The address of the proxy. */
  proxy: string;
  /** The hosts that the proxy was asked for, until now. */
  tunnels: string[];
  /** What the programs find in their environment, with an address that only the proxy knows. */
  behindProxy: Record<string, string>;
  /** The same with an address that is reached directly. */
  direct: Record<string, string>;
  /** The file of the certificate. */
  certificate: string;
  close(): Promise<void>;
}

export async function createNetwork(): Promise<Network> {
  const folder = mkdtempSync(join(tmpdir(), 'dli-proxies-'));
  const certificate = join(folder, 'ca.pem');
  const altNames = [
    { type: 2, value: host },
    { type: 7, ip: '127.0.0.1' },
  ];
  const extensions = [{ name: 'subjectAltName', altNames }];
  const { private: key, cert } = selfsigned.generate([{ name: 'commonName', value: host }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions,
  });
  writeFileSync(certificate, cert);

  const mock = createMock();
  const { port } = await mock.listen({ port: 0, allowHosts: [host] });
  const encrypted = createTlsServer({ key, cert }, (socket) => tunnel(socket, connect(port, '127.0.0.1')));
  const encryptedPort = await listen(encrypted);
  const tunnels: string[] = [];
  const proxy = createServer().on('connect', ({ url = '' }, socket) => {
    tunnels.push(url);
    tunnel(
      socket,
      connect(encryptedPort, '127.0.0.1', () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n')),
    );
  });
  const proxyPort = await listen(proxy);
  const common = { DLI_PROJECT_ID: 'p1', DLI_TOKEN: 'any' };

  return {
    proxy: `http://127.0.0.1:${proxyPort}`,
    tunnels,
    behindProxy: {
      ...common,
      DLI_ENDPOINT: `https://${host}`,
      NODE_EXTRA_CA_CERTS: certificate,
      DENO_CERT: certificate,
      CA_FILE: certificate,
    },
    direct: { ...common, DLI_ENDPOINT: `https://127.0.0.1:${encryptedPort}` },
    certificate,
    async close() {
      for (const server of [encrypted, proxy]) server.close();
      await mock.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function tunnel(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one);
  for (const end of [one, other]) end.on('error', () => [one, other].map((each) => each.destroy()));
}

async function listen(server: Server | NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
