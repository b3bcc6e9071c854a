// `npm run bench`: every benchmark, each as a ratio against a rival measured in the same run.
import { clientRows } from './client.ts';
import { growthRows } from './growth.ts';
import type { Row } from './measure.ts';
import { mockRows } from './mock.ts';
import { mockHttpRows, mockStartRows } from './mock-http.ts';
import { mockMemoryRows } from './mock-memory.ts';

const tables: [title: string, rows: () => Promise<Row[]>][] = [
  ['CPU of one call, against fetch and response.json() = 1', clientRows],
  ["CPU of one answer in process, against Prism's engine = 1", mockRows],
  ["Time from the start of the command to its first answer, against Prism's command = 1", mockStartRows],
  ['Requests a second over HTTP, as a multiple', mockHttpRows],
  ['Memory of the mock at the end, against that after a tenth of the work = 1', mockMemoryRows],
];

for (const [title, rows] of tables) {
  console.log(`\n${title}`);
  for (const { name, ratio, spread } of await rows()) {
    console.log(`  ${name.padEnd(28)} ${ratio.toFixed(2).padStart(6)}   (${spread[0].toFixed(2)} to ${spread[1].toFixed(2)})`);
  }
}

const { operations, rows } = await growthRows();
console.log(`\nA program that calls one operation, with a document of 5 operations and of ${operations}`);
for (const { name, size, instantiations } of rows) {
  console.log(`  ${name.padEnd(24)} ${size.join(' → ')} bytes minified and compressed, ${instantiations.join(' → ')} type instantiations`);
}
