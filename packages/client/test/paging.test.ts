import { describe, expect, it } from 'vitest';
import * as operations from '../src/generated/operations.ts';
import { createDliCore, DliApiError, DliIncompleteError, DliInputError, listItems, listPages } from '../src/index.ts';
import { all, serveThings, startListService } from './lists.ts';
import { catchRejection } from './service.ts';

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
const always = (length: number) => ({ length: () => length });

describe('every list', () => {
  // The packages of a project are in two lists of one response, neither of which is all of them.
  const split = 'listJobResources';
  const lists = Object.values(operations).filter(({ operationId }) => operationId.startsWith('list') && operationId !== split);

  it.each(lists.map(({ operationId }) => operationId))('can be iterated over: %s', (operationId) => {
    const { dli } = startListService(always(0));
    const { items, pages } = dli[operationId as 'listFlinkJobs'];
    expect([typeof items, typeof pages]).toEqual(['function', 'function']);
  });

  it('is iterated over as a whole, or not at all', () => {
    expect(startListService(always(0)).dli[split]).not.toHaveProperty('items');
  });

  it('is read to its end, whatever its position counts', async () => {
    const { dli } = startListService(always(250));
    const ids = numbers(250);
    expect((await all(dli.listFlinkJobs.items())).map(({ job_id }) => job_id)).toEqual(ids);
    expect((await all(dli.listFlinkSqlJobTemplates.items())).map(({ template_id }) => template_id)).toEqual(ids);
    expect((await all(dli.listSqlJobs.items())).map(({ job_id }) => job_id)).toEqual(ids.map(String));
    expect((await all(dli.listSparkJobs.items())).map(({ id }) => id)).toEqual(ids.map(String));
  });

  it('keeps what else the input says in each request', async () => {
    const { dli, queries } = startListService(always(150));
    await all(dli.listFlinkJobs.items({ status: 'job_running' }));
    expect(queries.map(String)).toEqual(['status=job_running&limit=100&offset=0', 'status=job_running&limit=100&offset=100']);
  });

  it('leaves the input as it was', async () => {
    const { dli } = startListService(always(150));
    const input = Object.freeze({ limit: 50 });
    expect(await all(dli.listFlinkJobs.items(input))).toHaveLength(150);
  });
});

describe('a preview', () => {
  it('has one page and no other', async () => {
    const { dli, queries } = startListService(always(1000));
    expect(await all(dli.previewSqlJobResult.items({ job_id: 'a' }))).toHaveLength(1000);
    expect(queries.map(String)).toEqual(['page-size=1000']);
  });

  it('takes its size as digits, too', async () => {
    const { dli } = startListService(always(7));
    expect(await all(dli.previewSqlJobResult.items({ job_id: 'a', 'page-size': '7' }))).toHaveLength(7);
  });

  it.each([
    [{}, 1000],
    [{ 'page-size': 10 }, 10],
  ])('says after its rows that there are more: %j', async (size, read) => {
    const { dli } = startListService(always(2500));
    const preview = dli.previewSqlJobResult.items({ job_id: 'a', ...size });
    for (const _ of numbers(read)) expect((await preview.next()).done).toBe(false);
    const error = await catchRejection(preview.next());
    expect(error).toBeInstanceOf(DliIncompleteError);
    expect(error).toMatchObject({ operationId: 'previewSqlJobResult', read, total: 2500 });
    expect(`${error}`).toBe(
      `DliIncompleteError: previewSqlJobResult cannot be read to its end: it has 2500 entries, of which the service gave ${read}.`,
    );
  });

  it('does not say so to a loop that is left before', async () => {
    const { dli } = startListService(always(2500));
    for await (const row of dli.previewSqlJobResult.items({ job_id: 'a' })) if (row[0] === 999) break;
  });
});

describe('a page', () => {
  const asked = async (read: (service: ReturnType<typeof startListService>) => AsyncIterable<unknown>) => {
    const service = startListService(always(0));
    await all(read(service));
    return service.queries.map(String);
  };

  it('is as large as the document allows by default', async () => {
    expect(await asked(({ dli }) => dli.listFlinkJobs.pages())).toEqual(['limit=100&offset=0']);
    expect(await asked(({ dli }) => dli.listSqlJobs.pages())).toEqual(['page-size=100&current-page=1']);
  });

  it('holds what the document takes for granted where it sets no limit', async () => {
    expect(await asked(({ dli }) => dli.listSparkJobs.pages())).toEqual(['size=100&from=0']);
  });

  it('holds what the input says, within the documented maximum', async () => {
    expect(await asked(({ dli }) => dli.listFlinkJobs.pages({ limit: 7 }))).toEqual(['limit=7&offset=0']);
    expect(await asked(({ dli }) => dli.listFlinkJobs.pages({ limit: 500 }))).toEqual(['limit=100&offset=0']);
    expect(await asked(({ dli }) => dli.listSparkJobs.pages({ size: 500 }))).toEqual(['size=500&from=0']);
  });

  it('comes even when the list is empty', async () => {
    const { dli } = startListService(always(0));
    expect(await all(dli.listFlinkJobs.pages())).toEqual([{ job_list: { total_count: 0, jobs: [] } }]);
  });

  it('is asked for when it is needed, not before', async () => {
    const { dli, queries } = startListService(always(250));
    const reading = dli.listFlinkJobs.items();
    expect(queries).toHaveLength(0);
    for (const _ of numbers(100)) await reading.next();
    expect(queries).toHaveLength(1);
    await reading.next();
    expect(queries).toHaveLength(2);
  });

  it('may be changed by the program', async () => {
    const { dli } = startListService(always(250));
    let read = 0;
    for await (const page of dli.listFlinkJobs.pages()) read += page.job_list?.jobs?.splice(0).length ?? 0;
    expect(read).toBe(250);
  });
});

describe('a list without a total', () => {
  const documented = { maximum: 100, default: 10 };
  const styles = ['offset', 'page'] as const;

  it.each(styles)('is read to the page that is not full, by %s', async (style) => {
    const { listThings, core, queries } = await serveThings({ ...documented, style }, { length: 250 });
    expect(await all(listItems(core, listThings))).toEqual(numbers(250));
    const positions = style === 'page' ? [1, 2, 3] : [0, 100, 200];
    expect(queries).toEqual(positions.map((position) => `size=100&position=${position}`));
  });

  it.each(styles)('is read to an empty page where every page is full, by %s', async (style) => {
    const { listThings, core, queries } = await serveThings({ ...documented, style }, { length: 200 });
    expect(await all(listPages(core, listThings))).toEqual([{ things: numbers(100) }, { things: numbers(100, 100) }]);
    expect(queries).toHaveLength(3);
  });

  it.each(styles)('may be empty, by %s', async (style) => {
    const { listThings, core, queries } = await serveThings({ ...documented, style }, { length: 0 });
    expect(await all(listPages(core, listThings))).toEqual([{ things: [] }]);
    expect(queries).toHaveLength(1);
  });

  it.each(styles)('loses nothing where pages are smaller than was asked for, by %s', async (style) => {
    const { listThings, core, queries } = await serveThings({ default: 50, style }, { length: 70, cap: 30 });
    expect(await all(listItems(core, listThings, { size: 500 }))).toEqual(numbers(70));
    expect(queries.map((query) => query.split('&')[0])).toEqual(['size=500', 'size=30', 'size=30']);
  });

  it.each(styles)('ends where it is read whole by a size that no document allows, by %s', async (style) => {
    const { listThings, core, queries } = await serveThings({ default: 50, style }, { length: 70 });
    expect(await all(listItems(core, listThings, { size: 500 }))).toEqual(numbers(70));
    expect(queries).toHaveLength(2);
  });

  it('is asked for pages as large as the first where the document says no size', async () => {
    const { listThings, core, queries } = await serveThings({ style: 'offset' }, { length: 70, cap: 30 });
    expect(await all(listItems(core, listThings))).toEqual(numbers(70));
    expect(queries).toEqual(['position=0', 'size=30&position=30', 'size=30&position=60']);
  });

  it.each(styles)('ends where the service sends a page again that is larger than pages are, by %s', async (style) => {
    const { listThings, core, queries } = await serveThings({ ...documented, style }, { length: 101, ignores: ['size', 'position'] });
    expect(await all(listItems(core, listThings))).toEqual(numbers(101));
    expect(queries).toHaveLength(2);
  });

  it.each(styles)('fails where the service sends a page again that may not be all, by %s', async (style) => {
    const { listThings, core } = await serveThings({ ...documented, style }, { length: 250, ignores: ['position'] });
    const read: unknown[] = [];
    const reading = async () => {
      for await (const thing of listItems(core, listThings)) read.push(thing);
    };
    expect(await catchRejection(reading())).toMatchObject({ name: 'DliIncompleteError', read: 100, total: undefined });
    expect(read).toEqual(numbers(100));
  });

  it('ends at a page that is the one before but for what has changed meanwhile', async () => {
    const { listThings, core } = await serveThings(
      { ...documented, style: 'offset' },
      { length: 101, ignores: ['size', 'position'], changes: true },
    );
    expect(await all(listItems(core, listThings))).toEqual([...numbers(100), 'at request 1']);
  });
});

describe('a list of one page', () => {
  it('is read by one request with the largest size, where it has a size', async () => {
    const { listThings, core, queries } = await serveThings({ maximum: 100 }, { length: 99 });
    expect(await all(listItems(core, listThings))).toEqual(numbers(99));
    expect(queries).toEqual(['size=100']);
  });

  it('fails where the page is full, and nothing says how long the list is', async () => {
    const { listThings, core } = await serveThings({ maximum: 100 }, { length: 250 });
    expect(await catchRejection(all(listItems(core, listThings)))).toMatchObject({ name: 'DliIncompleteError', read: 100 });
  });

  it('is read by one request as it is, where it has none', async () => {
    const { listThings, core, queries } = await serveThings('whole', { length: 250 });
    expect(await all(listItems(core, listThings))).toEqual(numbers(250));
    expect(queries).toEqual(['']);
  });
});

describe('reading begins', () => {
  it('where the input says', async () => {
    const { dli, queries } = startListService(always(250));
    expect(await all(dli.listFlinkJobs.items({ offset: 240 }))).toHaveLength(10);
    expect(await all(dli.listSqlJobs.items({ 'current-page': 3 }))).toHaveLength(50);
    expect(queries).toHaveLength(2);
  });

  it('not at a page that would be another one', async () => {
    const { dli, queries } = startListService(always(250));
    const error = await catchRejection(all(dli.listSqlJobs.items({ 'page-size': 200, 'current-page': 2 })));
    expect(error).toBeInstanceOf(DliInputError);
    expect(error).toMatchObject({ field: 'page-size' });
    expect(queries).toHaveLength(0);
  });

  it.each([
    { limit: 0 },
    { limit: -1 },
    { limit: 1.5 },
    { limit: Number.NaN },
    { limit: 'many' },
    { offset: -1 },
    { offset: Number.POSITIVE_INFINITY },
    { offset: null },
  ])('not with %j', async (input) => {
    const { dli, queries } = startListService(always(250));
    const error = await catchRejection(all(dli.listFlinkJobs.items(input as never)));
    expect(error).toBeInstanceOf(DliInputError);
    expect(error).toMatchObject({ field: Object.keys(input)[0] });
    expect(queries).toHaveLength(0);
  });

  it.each([null, 5, ['a']])('not with %j as the input', async (input) => {
    const { dli } = startListService(always(250));
    expect(await catchRejection(all(dli.listFlinkJobs.items(input as never)))).toBeInstanceOf(DliInputError);
  });
});

describe('reading ends', () => {
  it('without another request when the last page is full', async () => {
    const { dli, queries } = startListService(always(200));
    expect(await all(dli.listFlinkJobs.items())).toHaveLength(200);
    expect(queries).toHaveLength(2);
  });

  it('where the list ends when it has become shorter', async () => {
    const { dli, queries } = startListService({ length: (request) => (request === 0 ? 250 : 120) });
    expect(await all(dli.listFlinkJobs.items())).toHaveLength(120);
    expect(queries).toHaveLength(2);
  });

  it('at an empty page when nothing is left, and does not hand that out', async () => {
    const { dli, queries } = startListService({ length: (request) => (request === 0 ? 250 : 90) });
    expect(await all(dli.listSqlJobs.pages())).toHaveLength(1);
    expect(queries).toHaveLength(2);
  });

  it('with an error at an empty page where the total promises more', async () => {
    const responses = [[1, 2], [], [3]];
    const fetch = async () => Response.json({ job_list: { total_count: 250, jobs: responses.shift()?.map((job_id) => ({ job_id })) } });
    const core = createDliCore({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch });
    const error = await catchRejection(all(listItems(core, operations.listFlinkJobs)));
    expect(error).toMatchObject({ name: 'DliIncompleteError', read: 2, total: 250 });
    expect(responses).toHaveLength(1);
  });

  it.each([
    ['has neither list nor total', {}, 'it has 3 entries, of which the service gave 1.'],
    ['has no list', { job_list: { total_count: 4, jobs: null } }, 'it has 4 entries, of which the service gave 1.'],
    ['has text in place of the list', { job_list: { jobs: 'text' } }, 'job_list.jobs of a response is not a list.'],
  ])('with an error at a page that %s', async (_, last, problem) => {
    const pages = [{ job_list: { total_count: 3, jobs: [{ job_id: 1 }] } }, last];
    const fetch = async () => Response.json(pages.shift());
    const core = createDliCore({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch });
    const read: unknown[] = [];
    const reading = async () => {
      for await (const job of listItems(core, operations.listFlinkJobs)) read.push(job);
    };
    const message = `listFlinkJobs cannot be read to its end: ${problem}`;
    expect(await catchRejection(reading())).toMatchObject({ name: 'DliIncompleteError', message });
    expect(read).toEqual([{ job_id: 1 }]);
  });

  it('at the new end when the list has become longer', async () => {
    const { dli } = startListService({ length: (request) => 150 + 70 * request });
    expect(await all(dli.listFlinkJobs.items())).toHaveLength(290);
  });

  it('at the end of the list when pages are smaller than was asked for', async () => {
    const { dli, queries } = startListService({ ...always(70), cap: 30 });
    expect((await all(dli.listFlinkJobs.items())).map(({ job_id }) => job_id)).toEqual(numbers(70));
    expect(queries.map((query) => query.get('offset'))).toEqual(['0', '30', '60']);
  });

  it('at a page that is not full when no response has a total', async () => {
    const { dli, queries } = startListService({ ...always(250), hasTotal: false });
    expect(await all(dli.listFlinkJobs.items())).toHaveLength(250);
    expect(queries).toHaveLength(3);
  });

  it('even when the service knows no positions', async () => {
    const { dli, queries } = startListService({ ...always(250), ignoresPosition: true });
    expect(await all(dli.listFlinkJobs.pages())).toHaveLength(3);
    expect(queries).toHaveLength(3);
  });

  it('when a response has no list', async () => {
    const fetch = async () => Response.json({ is_success: 'true' });
    const core = createDliCore({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch });
    expect(await all(listPages(core, operations.listFlinkJobs))).toEqual([{ is_success: 'true' }]);
    expect(await all(listItems(core, operations.listFlinkJobs))).toEqual([]);
  });

  it('when the loop is left', async () => {
    const { dli, queries } = startListService(always(250));
    for await (const { job_id } of dli.listFlinkJobs.items()) if (job_id === 3) break;
    expect(queries).toHaveLength(1);
  });

  it('between two pages when the signal aborts', async () => {
    const { dli, queries } = startListService(always(250));
    const controller = new AbortController();
    const read: unknown[] = [];
    const reading = async () => {
      for await (const job of dli.listFlinkJobs.items({}, { signal: controller.signal })) if (read.push(job) === 50) controller.abort();
    };
    expect(await catchRejection(reading())).toMatchObject({ name: 'AbortError' });
    expect([read.length, queries.length]).toEqual([100, 1]);
  });

  it('with the error of a page that fails', async () => {
    const fetch = async (url: string) =>
      url.includes('offset=0')
        ? Response.json({ job_list: { total_count: 3, jobs: [{ job_id: 1 }] } })
        : Response.json({ error_code: 'DLI.0001', error_msg: 'no' }, { status: 400 });
    const core = createDliCore({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch });
    const read: unknown[] = [];
    const reading = async () => {
      for await (const job of listItems(core, operations.listFlinkJobs)) read.push(job);
    };
    expect(await catchRejection(reading())).toBeInstanceOf(DliApiError);
    expect(read).toEqual([{ job_id: 1 }]);
  });
});
