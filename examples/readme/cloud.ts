// The part of Huawei Cloud that the pages' programs call: IAM, another service, and DLI, which is the mock.
import { createMock } from '@dli-openapi/mock';

const mock = createMock({ iam: true });

/** Creates a `fetch` that reaches nothing else. */
export function createCloud(): typeof fetch {
  // Jobs have ended, so that programs that wait end too. A Flink job runs unless it was stopped last.
  let flinkJob = 'running';
  const examples: [path: RegExp, example: () => string][] = [
    [/\/streaming\/jobs\/\d+$/, () => flinkJob],
    [/\/jobs\/[\w-]+\/status$/, () => 'finished'],
    [/\/batches\/[\w-]+$/, () => 'success'],
    [/\/submit-job$/, () => 'submitted'],
  ];

  return async (input, init) => {
    const request = new Request(input, init);
    const { hostname, pathname } = new URL(request.url);
    if (hostname.startsWith('iam.')) return mock.fetch(request);
    if (hostname.startsWith('obs.')) return new Response(null, { status: request.headers.has('authorization') ? 200 : 403 });
    if (!hostname.startsWith('dli.') && hostname !== '127.0.0.1') throw new Error(`${hostname} is not part of it.`);
    if (/\/jobs\/(run|stop)$/.test(pathname)) flinkJob = pathname.endsWith('stop') ? 'canceled' : 'running';
    const example = examples.find(([path]) => path.test(pathname))?.[1];
    if (example !== undefined && !request.headers.has('prefer')) request.headers.set('prefer', `example=${example()}`);
    return mock.fetch(request);
  };
}
