// Services whose lists have as many entries as a test wants, page after page.
import type { DliClient, DliCore } from '../src/index.ts';
import { createDliClient, createDliCore } from '../src/index.ts';
import type { ListOperation, Paging } from '../src/operation.ts';
import { listen } from './service.ts';

export interface ListService {
  dli: DliClient;
  /** The queries that were sent, in order. */
  queries: URLSearchParams[];
}

/** What a test lets a list do at a request, counted from 0. */
export interface Behaviour {
  /** How many entries there are then. */
  length(request: number): number;
  /** How many entries the service gives at the most, whatever it is asked for. */
  cap?: number;
  /** Whether responses have a total. Default: true. */
  hasTotal?: boolean;
  /** Whether the position is ignored. Default: false. */
  ignoresPosition?: boolean;
}

/** A service on no network at all whose lists all behave the same. Their entries are numbered from 0. */
export function startListService({ length, cap = 1000, hasTotal = true, ignoresPosition = false }: Behaviour): ListService {
  const queries: URLSearchParams[] = [];
  const fetch = async (url: string) => {
    const { searchParams: query, pathname } = new URL(url);
    const total = length(queries.push(query) - 1);
    const { format, skip, size } = readPageRequest(pathname, query);
    const start = ignoresPosition ? 0 : skip;
    const ids = Array.from({ length: Math.max(0, Math.min(size, cap, total - start)) }, (_, index) => start + index);
    return Response.json(format(ids, hasTotal ? total : undefined));
  };
  return { dli: createDliClient({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch }), queries };
}

function readPageRequest(pathname: string, query: URLSearchParams) {
  const number = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise);
  const offset = { skip: number('offset', 0), size: number('limit', 10) };
  if (pathname.endsWith('/streaming/jobs')) {
    return {
      ...offset,
      format: (ids: number[], total_count?: number) => ({ job_list: { total_count, jobs: ids.map((job_id) => ({ job_id })) } }),
    };
  }
  if (pathname.endsWith('/job-templates')) {
    return {
      ...offset,
      format: (ids: number[], total_count?: number) => ({
        template_list: { total_count, templates: ids.map((template_id) => ({ template_id })) },
      }),
    };
  }
  if (pathname.endsWith('/batches')) {
    const format = (ids: number[], total?: number) => ({ total, sessions: ids.map((id) => ({ id: String(id) })) });
    return { skip: number('from', 0), size: number('size', 100), format };
  }
  const size = number('page-size', 50);
  if (pathname.endsWith('/preview')) {
    return { skip: 0, size, format: (ids: number[], row_count?: number) => ({ row_count, rows: ids.map((id) => [id]) }) };
  }
  const format = (ids: number[], job_count?: number) => ({ job_count, jobs: ids.map((id) => ({ job_id: String(id) })) });
  return { skip: (number('current-page', 1) - 1) * size, size, format };
}

interface ThingsInput {
  size?: number;
  position?: number;
}

interface Things {
  things: unknown[];
}

interface ThingsService {
  core: DliCore;
  listThings: ListOperation<ThingsInput, Things, unknown>;
  /** The queries that were sent, in order. */
  queries: string[];
}

/** How a service gives its list of things, which are numbered from 0. */
interface ThingsBehaviour {
  length: number;
  /** How many things a page holds at the most, whatever is asked for. */
  cap?: number;
  /** The fields of the query that it ignores. */
  ignores?: string[];
  /** Whether the last thing of a page is another one at each request. */
  changes?: boolean;
}

/** A service on a socket with a list that has no total, and the operation that reads it: in pages, or `whole`. */
export async function serveThings(
  paging: Pick<Paging, 'style' | 'maximum' | 'default'> | 'whole',
  { length, cap = length, ignores = [], changes = false }: ThingsBehaviour,
): Promise<ThingsService> {
  const queries: string[] = [];
  const read = paging === 'whole' ? {} : { ...paging, size: 'size', ...(paging.style && { position: 'position' }) };
  const baseUrl = await listen((request, response) => {
    const { search, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    queries.push(search.slice(1));
    const number = (name: string, otherwise: number) => (ignores.includes(name) ? otherwise : Number(searchParams.get(name) ?? otherwise));
    const size = Math.min(cap, number('size', length));
    const start = 'style' in read && read.style === 'page' ? (number('position', 1) - 1) * size : number('position', 0);
    const things: unknown[] = Array.from({ length: Math.max(0, Math.min(size, length - start)) }, (_, index) => start + index);
    if (changes) things.splice(-1, 1, `at request ${queries.length}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ things }));
  });
  const core = createDliCore({ baseUrl, projectId: 'p', credentials: { token: 't' } });
  const fields = { size: 'query', position: 'query' } as const;
  const path = '/v1.0/{project_id}/things';
  return { core, listThings: { operationId: 'listThings', method: 'get', path, fields, paging: { ...read, items: 'things' } }, queries };
}

/** Everything that an iterator gives. */
export async function all<Item>(iterator: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of iterator) found.push(item);
  return found;
}
