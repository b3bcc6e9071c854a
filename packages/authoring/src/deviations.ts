// Reads the deviations, one file for each family of operations.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { root, specFolder } from '@dli-openapi/openapi/files';
import { parse } from 'yaml';
import type { Difference, Deviation as Entry, EvidenceSource } from './deviation.ts';
import { listShapeFaults } from './shapes.ts';
import { parseSource } from './sources.ts';
import { findOffset } from './yaml-offset.ts';

/** A deviation, and where it is written. */
export interface Deviation extends Entry {
  /** Relative to the workspace's root. */
  file: string;
  line: number;
}

/** An entry as it is written. */
interface Written extends Omit<Entry, 'family' | 'differences'> {
  operations: Difference['operations'];
  differences: (Record<string, Pick<Difference, 'page' | 'sdk' | 'document'>> & { in?: Difference['operations']; at: string | string[] })[];
}

/** The deviations are invalid. The message has one line for each fault, with file and line. */
export class DeviationsError extends Error {
  override name = 'DeviationsError';
}

/**
 * Reads the deviations of all families.
 * @throws {DeviationsError} if one of them violates its schema, or its evidence names no source
 */
export function readDeviations(folder = specFolder): Deviation[] {
  const files = existsSync(join(folder, 'deviations')) ? readdirSync(join(folder, 'deviations')).sort() : [];
  const sources = Object.keys(readEvidenceSources(folder));
  const entries = files.flatMap((name) => {
    const file = join(folder, 'deviations', name);
    return parseDeviations(readFileSync(file, 'utf8'), relative(root, file), sources);
  });
  const seen = new Map<string, Deviation>();
  const repeated = entries.flatMap((entry) => {
    const { id, file, line } = entry;
    const first = seen.get(id);
    seen.set(id, entry);
    return first ? [`${file}:${line} "${id}" is taken by ${first.file}:${first.line}: give this entry another id`] : [];
  });
  if (repeated.length > 0) throw new DeviationsError(repeated.join('\n'));
  return entries;
}

/** Like {@link readDeviations}, one file from text. */
export function parseDeviations(text: string, file: string, sources: readonly string[]): Deviation[] {
  const { document, lines } = parseSource(text);
  const [syntax] = document.errors;
  if (syntax) throw new DeviationsError(`${file}:${lines.linePos(syntax.pos[0]).line} is not valid YAML: ${syntax.message}`);
  const faults = listShapeFaults('deviations.schema.json', text, file);
  if (faults.length > 0) throw new DeviationsError(faults.join('\n'));
  const written = (document.toJS() ?? []) as Written[];
  const findLine = (...path: (string | number)[]): number => lines.linePos(findOffset(document.contents, path.map(String))).line;
  const unknown = written.flatMap(({ evidence }, index) =>
    evidence.flatMap((item, place) =>
      sources.includes(item.split(' ')[0] as string)
        ? []
        : [
            `${file}:${findLine(index, 'evidence', place)} "${item}" does not begin with a short name of spec/sources.yaml: name the source, and the place in it`,
          ],
    ),
  );
  if (unknown.length > 0) throw new DeviationsError(unknown.join('\n'));
  return written.map(({ operations, differences, ...entry }, index) => ({
    ...entry,
    family: basename(file, '.yaml'),
    differences: differences.flatMap(({ in: own = operations, at, ...rules }) =>
      Object.entries(rules).map(([rule, sides]) => ({ operations: own, at: [at].flat().flatMap(expandPlace), rule, ...sides })),
    ),
    file,
    line: findLine(index),
  }));
}

/** Reads the sources of evidence, by their short names. */
export function readEvidenceSources(folder = specFolder): Record<string, EvidenceSource> {
  const file = join(folder, 'sources.yaml');
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Record<string, EvidenceSource>) : {};
}

/** Expands a place with alternatives: `job.(id|name)` is `job.id` and `job.name`. */
function expandPlace(place: string): string[] {
  const [whole, alternatives] = /\(([^()]*)\)/.exec(place) ?? [];
  if (whole === undefined || alternatives === undefined) return [place];
  return alternatives.split('|').flatMap((alternative) => expandPlace(place.replace(whole, () => alternative)));
}
