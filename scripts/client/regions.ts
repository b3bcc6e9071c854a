// The regions and their endpoints, from the document's server.
import type { Document, Node } from '../document.ts';
import { docComment } from './doc-comment.ts';
import { DocumentProblem } from './document-problem.ts';

interface Server {
  url: string;
  variables: { region: { enum: string[]; 'x-dli-region-domains'?: Record<string, string> }; domain: { default: string } };
}

/**
 * The module with every region's endpoint.
 * @throws {DocumentProblem} when the document's first server is not a URL of `{region}` and `{domain}`
 */
export function regionsModule(document: Document): string {
  const { url, variables } = serverOf(document);
  const exceptions = variables.region['x-dli-region-domains'] ?? {};
  const endpoints = variables.region.enum.map((region) => {
    const domain = exceptions[region] ?? variables.domain.default;
    return `  '${region}': '${url.replace('{region}', region).replace('{domain}', domain)}',\n`;
  });
  return `${docComment('The regions that offer DLI, and the endpoint of each.')}
export const regions = {
${endpoints.join('')}} as const;

${docComment('A region that offers DLI.')}
export type Region = keyof typeof regions;
`;
}

function serverOf(document: Document): Server {
  const [server] = (document.servers ?? []) as (Node & Partial<Server>)[];
  const { url, variables } = server ?? {};
  if (!url?.includes('{region}') || !url.includes('{domain}') || !variables?.region?.enum || !variables.domain?.default) {
    throw new DocumentProblem('servers: the first server has to be a URL of {region} and {domain}, both described under variables.');
  }
  return { url, variables };
}
