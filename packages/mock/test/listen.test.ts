import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { BeforeRequest, Mock } from '../src/index.ts';
import { createMock, MockError } from '../src/index.ts';
import { jobsPath, token } from './support.ts';

let mock: Mock = createMock();

afterEach(async () => {
  await mock.close();
  mock = createMock();
});

describe('listen', () => {
  it('serves on the address that it gives', async () => {
    const { url, port, host } = await mock.listen({ port: 0 });

    expect({ url, host }).toEqual({ url: `http://127.0.0.1:${port}`, host: '127.0.0.1' });
    expect((await fetch(url + jobsPath, { headers: token })).status).toBe(200);
  });

  it('gives an address that can be called for a wildcard host', async () => {
    const { url } = await mock.listen({ port: 0, host: '0.0.0.0' });

    expect((await fetch(url + jobsPath, { headers: token })).status).toBe(200);
  });

  it('leaves to beforeRequest the requests that it takes over, and takes the others', async () => {
    const beforeRequest: BeforeRequest = (request, response) => request.url === '/page' && Boolean(response.end('a page'));
    const { url } = await mock.listen({ port: 0, beforeRequest });

    expect(await (await fetch(`${url}/page`)).text()).toBe('a page');
    expect((await fetch(url + jobsPath, { headers: token })).status).toBe(200);
  });

  it('says which port is in use and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const listening = mock.listen({ port });

    await expect(listening).rejects.toThrow(
      new MockError(`Port ${port} on 127.0.0.1 is in use. Choose another port, or port 0 for any free one.`),
    );
    other.close();
  });

  it.each([-1, 65536, 1.5, Number.NaN])('refuses port %s', async (port) => {
    await expect(mock.listen({ port })).rejects.toThrow(`The port must be a whole number from 0 to 65535, found ${port}.`);
  });

  it('refuses an address that this machine does not have', async () => {
    await expect(mock.listen({ port: 0, host: '192.0.2.1' })).rejects.toThrow('This machine has no address 192.0.2.1.');
  });

  it('refuses a host that is empty, as a variable that is not set', async () => {
    await expect(mock.listen({ port: 0, host: '' })).rejects.toThrow('The host must not be empty.');
  });

  it('refuses to listen twice at a time', async () => {
    await mock.listen({ port: 0 });

    await expect(mock.listen({ port: 0 })).rejects.toThrow(MockError);
  });

  it('can listen again after a failure', async () => {
    await mock.listen({ port: -1 }).catch(() => {});

    expect((await mock.listen({ port: 0 })).port).toBeGreaterThan(0);
  });

  it('can listen again after it was closed', async () => {
    await mock.listen({ port: 0 });
    await mock.close();

    expect((await mock.listen({ port: 0 })).port).toBeGreaterThan(0);
  });
});

describe('close', () => {
  it('resolves before anything listened, and more than once', async () => {
    await mock.close();
    await mock.listen({ port: 0 });

    await expect(Promise.all([mock.close(), mock.close()])).resolves.toBeDefined();
  });

  it('frees the port, though a connection is kept alive', async () => {
    const { url } = await mock.listen({ port: 0 });
    await (await fetch(url + jobsPath, { headers: token })).text();
    await mock.close();

    await expect(fetch(url + jobsPath)).rejects.toThrow();
  });

  it('waits for a start that is under way', async () => {
    const listening = mock.listen({ port: 0 });
    await mock.close();
    const { url } = await listening;

    await expect(fetch(url + jobsPath)).rejects.toThrow();
  });

  it('leaves fetch in process working', async () => {
    await mock.close();

    expect((await mock.fetch(`http://mock${jobsPath}`, { headers: token })).status).toBe(200);
  });
});
