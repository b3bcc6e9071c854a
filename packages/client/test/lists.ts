// A service on no network at all, whose lists have as many entries as a test wants, page after page.
import type { DliClient } from '../src/index.ts';
import { createDliClient } from '../src/index.ts';

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
  /** Whether answers tell how many entries there are. They do unless told otherwise. */
  tellsTotal?: boolean;
  /** Whether the position is heeded. It is unless told otherwise. */
  heedsPosition?: boolean;
}

/** A service whose lists all behave the same. Their entries are numbered from 0. */
export function listService({ length, cap = 1000, tellsTotal = true, heedsPosition = true }: Behaviour): ListService {
  const queries: URLSearchParams[] = [];
  const fetch = async (request: Request) => {
    const { searchParams: query, pathname } = new URL(request.url);
    const total = length(queries.push(query) - 1);
    const { answer, skip, size } = pageOf(pathname, query);
    const start = heedsPosition ? skip : 0;
    const ids = Array.from({ length: Math.max(0, Math.min(size, cap, total - start)) }, (_, index) => start + index);
    return Response.json(answer(ids, tellsTotal ? total : undefined));
  };
  return { dli: createDliClient({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch }), queries };
}

function pageOf(pathname: string, query: URLSearchParams) {
  const number = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise);
  const offset = { skip: number('offset', 0), size: number('limit', 10) };
  if (pathname.endsWith('/streaming/jobs')) {
    return {
      ...offset,
      answer: (ids: number[], total_count?: number) => ({ job_list: { total_count, jobs: ids.map((job_id) => ({ job_id })) } }),
    };
  }
  if (pathname.endsWith('/job-templates')) {
    return {
      ...offset,
      answer: (ids: number[], total_count?: number) => ({
        template_list: { total_count, templates: ids.map((template_id) => ({ template_id })) },
      }),
    };
  }
  if (pathname.endsWith('/batches')) {
    const answer = (ids: number[], total?: number) => ({ total, sessions: ids.map((id) => ({ id: String(id) })) });
    return { skip: number('from', 0), size: number('size', 100), answer };
  }
  const size = number('page-size', 50);
  if (pathname.endsWith('/preview')) {
    return { skip: 0, size, answer: (ids: number[], row_count?: number) => ({ row_count, rows: ids.map((id) => [id]) }) };
  }
  const answer = (ids: number[], job_count?: number) => ({ job_count, jobs: ids.map((id) => ({ job_id: String(id) })) });
  return { skip: (number('current-page', 1) - 1) * size, size, answer };
}

/** Everything that an iterator gives. */
export async function all<Item>(iterator: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of iterator) found.push(item);
  return found;
}
