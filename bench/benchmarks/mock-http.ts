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
  const sizes = [5, allOperations, 150, 500];
  const files = new Map(sizes.map((size) => [size, writeDocument(size)]));
  const servers: Record<string, Server> = {};
  try {
    for (const [size, file] of files) servers[`mock ${size}`] = await startMock(file);
    for (const size of [5, 150]) {
      servers[`Prism ${size}`] = await startPrism(files.get(size) ?? '');
      servers[`silent Prism ${size}`] = await startPrism(files.get(size) ?? '', '--verboseLevel', 'silent');
    }
    const pairs: Pairs = [
      ...sizes.slice(1).map((size): Pairs[number] => [`${size} operations / 5`, `mock ${size}`, 'mock 5']),
      ...['Prism 5', 'silent Prism 5'].map((rival): Pairs[number] => [`mock / ${rival}`, 'mock 5', rival]),
      ...['Prism 150', 'silent Prism 150'].map((rival): Pairs[number] => [`mock / ${rival}`, 'mock 150', rival]),
    ];
    const rows = await measureRatios(pairs, servers, ({ url }) => measureRequestsPerSecond(url));
    return { title: 'Requests a second over HTTP, as a multiple', columns: ['GET'], rows };
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

/** Measures the time from the start of the process to the first response, against Prism's command. */
export async function measureMockStart(): Promise<Table> {
  const file = writeDocument(allOperations);
  const starters = { 'dli-mock': () => startCommand(), Prism: () => startPrism(file) };
  const rows = await measureRatios([['dli-mock / Prism', 'dli-mock', 'Prism']], starters, async (starter) => {
    const server = await starter();
    await server.stop();
    return server.millisecondsToResponse;
  });
  return { title: "Time from the start of the command to its first response, against Prism's command = 1", columns: ['time'], rows };
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
