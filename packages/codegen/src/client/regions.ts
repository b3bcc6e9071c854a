// The regions and their endpoints, from the document's server.
import type { Document, Node } from '@dli-openapi/openapi';
import { formatDocComment } from './doc-comment.ts';
import { DocumentProblem } from './document-problem.ts';

interface Server {
  url: string;
  variables: { region: { enum: string[]; 'x-dli-region-domains'?: Record<string, string> }; domain: { default: string } };
}

/**
 * Writes the module with every region's endpoint.
 * @throws {DocumentProblem} if the document's first server is not a URL of `{region}` and `{domain}`
 */
export function writeRegions(document: Document): string {
  const { url, variables } = readServer(document);
  const exceptions = variables.region['x-dli-region-domains'] ?? {};
  const names = variables.region.enum;
  // Spelled out, the endpoints would be a tenth of a small program.
  return `${formatDocComment('A region that offers DLI.')}
export type Region =${names.map((name) => `\n  | '${name}'`).join('')};

const names = '${names.join(' ')}';
const domains: Readonly<Record<string, string>> = ${JSON.stringify(exceptions)};

${formatDocComment('The regions that offer DLI, and the endpoint of each.')}
export const regions = Object.fromEntries(
  names.split(' ').map((region) => [region, ${formatEndpoint(url, variables.domain.default)}]),
) as Readonly<Record<Region, string>>;
`;
}

// Formats an expression, because region and domain are known at run time only.
function formatEndpoint(url: string, domain: string): string {
  const parts: Record<string, string> = { '{region}': 'region', '{domain}': `(domains[region] ?? '${domain}')` };
  const written = url.split(/(\{\w+\})/).filter((part) => part !== '');
  return written.map((part) => parts[part] ?? `'${part}'`).join(' + ');
}

function readServer(document: Document): Server {
  const [server] = (document.servers ?? []) as (Node & Partial<Server>)[];
  const { url, variables } = server ?? {};
  if (!url?.includes('{region}') || !url.includes('{domain}') || !variables?.region?.enum || !variables.domain?.default) {
    throw new DocumentProblem('servers: the first server has to be a URL of {region} and {domain}, both described under variables.');
  }
  return { url, variables };
}
