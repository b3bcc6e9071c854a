// A call for curl, quoted for POSIX shells.
import type { Document, Operation } from '@dli-openapi/openapi';
import type { SampleParameter } from './call.ts';
import { formatAddress } from './call.ts';

/** Formats the command that makes a call. The token comes from the environment, as in the other samples. */
export function formatCurl(
  document: Document,
  { method, path, requestBody }: Operation,
  parameters: SampleParameter[],
  body: unknown,
): string {
  const hasBody = requestBody !== undefined && body !== undefined;
  const isUsual = method === (hasBody ? 'post' : 'get');
  return [
    `curl ${isUsual ? '' : `-X ${method.toUpperCase()} `}${quote(formatAddress(document) + formatPath(path, parameters) + formatQuery(parameters))}`,
    // The only part that the shell is to fill in.
    '-H "X-Auth-Token: $DLI_TOKEN"',
    ...parameters.filter((parameter) => parameter.in === 'header').map(({ name, value }) => `-H ${quote(`${name}: ${value}`)}`),
    ...(hasBody ? ["-H 'Content-Type: application/json'", `--data-raw ${quote(JSON.stringify(body, null, 2))}`] : []),
  ].join(' \\\n  ');
}

/** Quotes a text for a shell, which between single quotes interprets only their end. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function formatPath(path: string, parameters: SampleParameter[]): string {
  return path.replace(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(String(parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.value)),
  );
}

/** A list is sent as its items, each under the parameter's name. */
function formatQuery(parameters: SampleParameter[]): string {
  const pairs = parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name, value }) => [value].flat().map((item) => `${encodeURIComponent(name)}=${encodeURIComponent(String(item))}`));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
