// The part of Huawei Cloud that the pages' programs call: IAM, another service, and DLI, which is the sandbox as `npm start` begins.
import { createMock } from '@dli-openapi/mock';
import { demo, fillSandbox } from '@dli-openapi/site/demo';

/** Creates a `fetch` that reaches nothing else. */
export async function createCloud(): Promise<typeof fetch> {
  const mock = createMock({ iam: true, sandbox: { seed: demo } });
  await fillSandbox(mock);
  return async (input, init) => {
    const request = new Request(input, init);
    const { hostname } = new URL(request.url);
    if (hostname.startsWith('obs.')) return new Response(null, { status: request.headers.has('authorization') ? 200 : 403 });
    if (!/^(iam|dli)\./.test(hostname) && hostname !== '127.0.0.1') throw new Error(`${hostname} is not part of it.`);
    // Jobs go on between calls, so that programs that wait end.
    mock.clock.advance('1m');
    return mock.fetch(request);
  };
}
