import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { specFolder } from '@dli-openapi/openapi/files';
import { commonFile, formatOperation, parseOperation } from './files.ts';
import type { Facts } from './types.ts';

/** Lists faults of the documented facts that the schema of their lines cannot find: one line each, with file and line. */
export function listDocumentedFaults(folder = specFolder): string[] {
  const operations = globSync('operations/*/*.yaml', { cwd: folder }).map((name) => basename(name, '.yaml'));
  const files = readdirSync(join(folder, 'documented')).filter((name) => name.endsWith('.jsonl') && name !== commonFile);
  const missing = operations.filter((operationId) => !existsSync(join(folder, 'documented', `${operationId}.jsonl`)));
  return [
    ...missing.map(
      (operationId) => `spec/documented/${operationId}.jsonl is missing. Write what its sources state, by npm run documented.`,
    ),
    ...files.sort().flatMap((file) => {
      if (!operations.includes(basename(file, '.jsonl'))) return [`spec/documented/${file} belongs to no operation. Rename or delete it.`];
      return listFileFaults(readFileSync(join(folder, 'documented', file), 'utf8'), file);
    }),
  ];
}

function listFileFaults(text: string, file: string): string[] {
  try {
    const written = formatOperation(parseOperation(text, file));
    const faults = listLineFaults(text.trimEnd().split('\n'));
    return (faults.length === 0 && text !== written ? findOtherLine(text.split('\n'), written.split('\n')) : faults).map(
      ({ line, fault }) => `spec/documented/${file}:${line} ${fault}`,
    );
  } catch (error) {
    return [(error as Error).message];
  }
}

interface LineFault {
  line: number;
  fault: string;
}

function listLineFaults(lines: string[]): LineFault[] {
  const places = new Map<string, number>();
  return lines.flatMap((text, index) => {
    const { sources, at, ...facts } = JSON.parse(text) as { at?: string; sources: string[] } & Facts;
    if (at === undefined) return [];
    const first = sources.map((source) => places.get(`${source} ${at}`)).find((line) => line !== undefined);
    for (const source of sources) places.set(`${source} ${at}`, index + 1);
    return [
      ...(first === undefined ? [] : [`${at} stands in line ${first} too, by the same source. Make one line of both.`]),
      ...(hasSentence(JSON.stringify({ at, ...facts })) ? ['A fact is a name, a value or a unit. Remove the sentence.'] : []),
      ...(fitsType(facts) ? [] : [`The type is ${facts.type ?? 'missing'}, and a value is of another. Correct one of them.`]),
    ].map((fault) => ({ line: index + 1, fault }));
  });
}

/** Facts stand in a fixed order and once each, so that diffs show changes only. */
function findOtherLine(lines: string[], written: string[]): LineFault[] {
  const index = written.findIndex((line, at) => line !== lines[at]);
  const wanted = written[index] ? `Write here: ${written[index]}` : 'The file ends here, with a line break.';
  return [{ line: (index < 0 ? written.length : index) + 1, fault: `This is not as npm run documented writes it. ${wanted}` }];
}

function hasSentence(text: string): boolean {
  return !/^[\x20-\x7e]*$/.test(text) || /"[^"]*[a-z]+ [a-z]+ [a-z]+ [^"]*"/i.test(text);
}

function fitsType({ type, enum: values = [], default: standard = null }: Facts): boolean {
  const expected = type?.replace(/^array<(.*)>$/, '$1').replace(/integer|long/, 'number');
  return [...values, standard].every((value) => value === null || typeof value === expected);
}
