// Huawei Cloud as far as the pages' programs see it: IAM, another service, and DLI as the mock plays it.
import { createMock } from '@dli-openapi/mock';

const mock = createMock();
// Programs that wait want to see the end of it.
const examples: [path: RegExp, example: string][] = [
  [/\/streaming\/jobs\/\d+$/, 'running'],
  [/\/jobs\/[\w-]+\/status$/, 'finished'],
  [/\/batches\/[\w-]+$/, 'success'],
];

/** A `fetch` that reaches nothing else. */
export async function cloud(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const { hostname, pathname } = new URL(request.url);
  if (hostname.startsWith('iam.')) return Response.json({}, { status: 201, headers: { 'x-subject-token': 'any' } });
  if (hostname.startsWith('obs.')) return new Response(null, { status: request.headers.has('authorization') ? 200 : 403 });
  if (!hostname.startsWith('dli.')) throw new Error(`${hostname} is not part of it.`);
  const example = examples.find(([path]) => request.method === 'GET' && path.test(pathname))?.[1];
  if (example !== undefined && !request.headers.has('prefer')) request.headers.set('prefer', `example=${example}`);
  return mock.fetch(request);
}
