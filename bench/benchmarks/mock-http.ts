// The mock over HTTP: how many requests a second, how soon the first response comes.
import autocannon from 'autocannon';
import { ratioOf } from '../measure.ts';
import { allOperations } from '../mock/documents.ts';
import type { Server } from '../mock/servers.ts';
import { commandServer, documentFile, mockServer, prismServer, requestHeaders } from '../mock/servers.ts';
import type { Row, Table } from '../table.ts';

const rounds = 5;
const seconds = 1;
const connections = 8;

/** What is compared: the name of a row, and the names of the two whose numbers are divided. */
type Pairs = [row: string, one: string, other: string][];

/** Requests a second as a multiple of others': those of fewer operations, of Prism's command. */
export async function mockHttpTable(): Promise<Table> {
  const sizes = [5, allOperations, 150, 500];
  const files = new Map(sizes.map((size) => [size, documentFile(size)]));
  const servers: Record<string, Server> = {};
  try {
    for (const [size, file] of files) servers[`mock ${size}`] = await mockServer(file);
    for (const size of [5, 150]) {
      servers[`Prism ${size}`] = await prismServer(files.get(size) ?? '');
      servers[`silent Prism ${size}`] = await prismServer(files.get(size) ?? '', '--verboseLevel', 'silent');
    }
    const pairs: Pairs = [
      ...sizes.slice(1).map((size): Pairs[number] => [`${size} operations / 5`, `mock ${size}`, 'mock 5']),
      ...['Prism 5', 'silent Prism 5'].map((rival): Pairs[number] => [`mock / ${rival}`, 'mock 5', rival]),
      ...['Prism 150', 'silent Prism 150'].map((rival): Pairs[number] => [`mock / ${rival}`, 'mock 150', rival]),
    ];
    const rows = await ratios(pairs, servers, ({ url }) => requestsPerSecond(url));
    return { title: 'Requests a second over HTTP, as a multiple', columns: ['GET'], rows };
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

/** Time from the start of the process to the first response, as a part of that of Prism's command. */
export async function mockStartTable(): Promise<Table> {
  const file = documentFile(allOperations);
  const starters = { 'dli-mock': () => commandServer(), Prism: () => prismServer(file) };
  const rows = await ratios([['dli-mock / Prism', 'dli-mock', 'Prism']], starters, async (starter) => {
    const server = await starter();
    await server.stop();
    return server.millisecondsToResponse;
  });
  return { title: "Time from the start of the command to its first response, against Prism's command = 1", columns: ['time'], rows };
}

/** Measures all in turn, round by round; the machine's speed changes for all alike. */
async function ratios<T>(pairs: Pairs, subjects: Record<string, T>, measure: (subject: T) => Promise<number>): Promise<Row[]> {
  const byRow = new Map<string, number[]>(pairs.map(([row]) => [row, []]));
  for (const subject of Object.values(subjects)) await measure(subject);
  for (let round = 0; round < rounds; round += 1) {
    const measured: Record<string, number> = {};
    for (const [name, subject] of Object.entries(subjects)) measured[name] = await measure(subject);
    for (const [row, one, other] of pairs) byRow.get(row)?.push((measured[one] ?? Number.NaN) / (measured[other] ?? Number.NaN));
  }
  return [...byRow].map(([name, values]) => ({ name, cells: [ratioOf(values)] }));
}

async function requestsPerSecond(url: string): Promise<number> {
  const { requests, non2xx, errors, duration } = await autocannon({ url, connections, duration: seconds, headers: requestHeaders });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} responses were not 2xx, ${errors} failed.`);
  return requests.total / duration;
}
