// The mock over HTTP: requests a second, and time to the first response.
import autocannon from 'autocannon';
import { computeRatio } from '../measure.ts';
import { allOperations } from '../mock/documents.ts';
import type { Server } from '../mock/servers.ts';
import { requestHeaders, startCommand, startMock, startPrism, writeDocument } from '../mock/servers.ts';
import type { Row, Table } from '../table.ts';

const rounds = 5;
const seconds = 1;
const connections = 8;

/** The comparisons: the name of a row, and the names of the subjects whose numbers are divided. */
type Pairs = [row: string, one: string, other: string][];

/** Measures requests a second as a multiple of those with fewer operations, and of Prism's command. */
export async function measureMockHttp(): Promise<Table> {
  const sizes = [5, 34, allOperations, 500];
  const files = new Map(sizes.map((size) => [size, writeDocument(size)]));
  const servers: Record<string, Server> = {};
  try {
    for (const [size, file] of files) servers[`mock ${size}`] = await startMock(file);
    for (const size of [5, allOperations]) {
      servers[`Prism ${size}`] = await startPrism(files.get(size) ?? '');
      servers[`silent Prism ${size}`] = await startPrism(files.get(size) ?? '', '--verboseLevel', 'silent');
    }
    const pairs: Pairs = [
      ...sizes.slice(1).map((size): Pairs[number] => [`${size} operations / 5`, `mock ${size}`, 'mock 5']),
      ...[5, allOperations].flatMap((size) =>
        ['Prism', 'silent Prism'].map((rival): Pairs[number] => [`mock / ${rival} ${size}`, `mock ${size}`, `${rival} ${size}`]),
      ),
    ];
    const rows = await measureRatios(pairs, servers, ({ url }) => measureRequestsPerSecond(url));
    return { title: 'Requests a second over HTTP, as a multiple', columns: ['GET'], rows };
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

/** Measures the time from the start of the process to the first response, against Prism's command and with fewer operations. */
export async function measureMockStart(): Promise<Table> {
  const files = new Map([5, 34, allOperations].map((size) => [size, writeDocument(size)]));
  const starters = {
    'dli-mock': () => startCommand(),
    Prism: () => startPrism(files.get(allOperations) ?? ''),
    ...Object.fromEntries([...files].map(([size, file]) => [`mock ${size}`, () => startMock(file)])),
  };
  const pairs: Pairs = [
    ['dli-mock / Prism', 'dli-mock', 'Prism'],
    ['34 operations / 5', 'mock 34', 'mock 5'],
    [`${allOperations} operations / 5`, `mock ${allOperations}`, 'mock 5'],
  ];
  const rows = await measureRatios(pairs, starters, async (starter) => {
    const server = await starter();
    await server.stop();
    return server.millisecondsToResponse;
  });
  return { title: 'Time from the start of the process to its first response, as a multiple', columns: ['time'], rows };
}

/** Measures all in turns, so that a change of the machine's speed affects all. */
async function measureRatios<T>(pairs: Pairs, subjects: Record<string, T>, measure: (subject: T) => Promise<number>): Promise<Row[]> {
  const byRow = new Map<string, number[]>(pairs.map(([row]) => [row, []]));
  for (const subject of Object.values(subjects)) await measure(subject);
  for (let round = 0; round < rounds; round += 1) {
    const measured: Record<string, number> = {};
    for (const [name, subject] of Object.entries(subjects)) measured[name] = await measure(subject);
    for (const [row, one, other] of pairs) byRow.get(row)?.push((measured[one] ?? Number.NaN) / (measured[other] ?? Number.NaN));
  }
  return [...byRow].map(([name, values]) => ({ name, cells: [computeRatio(values)] }));
}

async function measureRequestsPerSecond(url: string): Promise<number> {
  const { requests, non2xx, errors, duration } = await autocannon({ url, connections, duration: seconds, headers: requestHeaders });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} responses were not 2xx, ${errors} failed.`);
  return requests.total / duration;
}
