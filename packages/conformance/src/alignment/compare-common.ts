import type { DocumentedCommon, Page } from '@dli-openapi/authoring/documented/types';
import type { Document, Node, Operation, SchemaReader } from '@dli-openapi/openapi';
import { joinPointer } from '@dli-openapi/openapi';
import { compareRows } from './compare-rows.ts';
import type { Comparison } from './comparison.ts';
import { documentRowsOf } from './document-rows.ts';

/** The operation that comparisons of what holds for all operations are put under. */
export const common = 'common';

/** Compares what holds for all operations: regions, credentials, and the body of errors. */
export function compareCommon(
  document: Document,
  documented: DocumentedCommon,
  operations: readonly Operation[],
  reader: SchemaReader,
): Comparison[] {
  return [
    ...compareRegions(document, documented.regions),
    ...compareCredentials(document, documented.credentials, operations),
    ...compareErrors(documented, operations, reader),
  ];
}

function comparison(rule: string, pointer: string, page: unknown, said: unknown, at: Comparison['at']): Comparison {
  return { operationId: common, rule, pointer, page, document: said, source: undefined, onPage: true, at };
}

function compareRegions(document: Document, documented: DocumentedCommon['regions']): Comparison[] {
  const [server] = (document.servers ?? []) as { variables?: Record<string, Node> }[];
  const { region, domain } = server?.variables ?? {};
  const at = '/servers/0/variables';
  const apart = (region?.['x-dli-region-domains'] ?? {}) as Record<string, string>;
  const regions: Record<string, string[]> = {};
  for (const name of (region?.enum ?? []) as string[]) {
    const under = apart[name] ?? String(domain?.default);
    regions[under] = [...(regions[under] ?? []), name];
  }
  const known = 'one of the regions';
  const isKnown = ((region?.enum ?? []) as unknown[]).includes(region?.default);
  return [
    comparison('regions', 'servers.region.default', known, isKnown ? known : region?.default, joinPointer(at, 'region', 'default')),
    comparison('regions', 'servers.domain', Object.keys(documented), domain?.enum, joinPointer(at, 'domain', 'enum')),
    ...[...new Set([...Object.keys(documented), ...Object.keys(regions)])].map((name) =>
      comparison('regions', `servers.${name}`, documented[name], regions[name], joinPointer(at, 'region', 'enum')),
    ),
  ];
}

/** The document says it once for all operations. An operation that says it again has to say the same. */
function compareCredentials(document: Document, documented: string[], operations: readonly Operation[]): Comparison[] {
  const own = operations.filter(({ node }) => node.security !== undefined);
  return [
    comparison('credentials', 'security', documented, credentials(document, document.security), '/security'),
    ...own.map(({ operationId, path, method, node }) =>
      comparison(
        'credentials',
        `security.${operationId}`,
        documented,
        credentials(document, node.security),
        joinPointer('/paths', path, method, 'security'),
      ),
    ),
  ];
}

/** The headers of which a call carries one; `nothing` where it need not carry any. */
function credentials({ components }: Document, security: unknown): string[] {
  return ((security ?? []) as Node[]).map((requirement) => {
    const names = Object.keys(requirement).map((name) => {
      const scheme = components.securitySchemes?.[name];
      return scheme?.type === 'apiKey' && scheme.in === 'header' ? String(scheme.name) : `${name}, which is no header`;
    });
    return names.join(' and ') || 'nothing';
  });
}

/** Each schema of an error is compared once, however many answers have it. */
function compareErrors(documented: DocumentedCommon, operations: readonly Operation[], reader: SchemaReader): Comparison[] {
  const page: Page = { source: 'seed', rows: documented.error, statuses: [], errorCodes: [], samples: [] };
  const seen = new Set<unknown>();
  return operations.flatMap((operation) =>
    Object.entries(operation.responses).flatMap(([status, { content }]) => {
      const schema = content?.schema;
      const same = schema?.$ref ?? schema;
      if (status.startsWith('2') || !schema || seen.has(same)) return [];
      seen.add(same);
      const at = joinPointer('/paths', operation.path, operation.method, 'responses', status, 'content', 'application/json', 'schema');
      const rows = documentRowsOf('error', reader.flatten(schema, at), true);
      return compareRows({ operationId: common, method: '', path: '', pages: [page] }, rows);
    }),
  );
}
