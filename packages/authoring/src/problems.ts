import { dirname, relative, resolve } from 'node:path';
import { joinPointer, parsePointer } from '@dli-openapi/openapi';
import { runRedocly } from './redocly.ts';
import { SourceLocations } from './source-locations.ts';

/** A fault that the linter found. */
export interface Problem {
  rule: string;
  message: string;
  /** The file, from the folder that was linted. */
  file: string;
  /** Where in the file, as a JSON pointer. A file that is not part of the document has lines only. */
  pointer: string | undefined;
  line: number;
  column: number;
}

interface Report {
  problems: {
    ruleId: string;
    message: string;
    location: [{ source: { ref: string }; pointer?: string; start: { line: number; col: number } }];
  }[];
}

/**
 * Lists everything that Redocly's linter finds in documents of a folder, errors and warnings alike.
 * @throws {Error} with the linter's message, if its configuration or a document is invalid
 */
export function listProblems(folder: string, ...documents: string[]): Problem[] {
  const { stdout, stderr } = runRedocly(
    folder,
    'lint',
    ...documents,
    '--format',
    'json',
    '--max-problems',
    '10000',
    '--lint-config',
    'error',
  );
  // `[WARNING]` begins messages about the configuration, such as a rule that does not exist.
  if (stdout === '' || stderr.includes('[WARNING]')) throw new Error(stderr.trim());
  // The reports of several documents are printed without a separator.
  const reports = JSON.parse(`[${stdout.replaceAll(/^\}\{$/gm, '},{')}]`) as Report[];
  return reports.flatMap(({ problems }, index) => {
    if (problems.length === 0) return [];
    const locations = new SourceLocations(dirname(resolve(folder, documents[index] ?? '')));
    return problems.map(({ ruleId: rule, message, location: [{ source, pointer, start }] }) => {
      const line = { file: source.ref, line: start.line, column: start.col };
      return { rule, message, pointer, ...line, ...(pointer !== undefined && findSource(locations, folder, source.ref, pointer)) };
    });
  });
}

/** Finds where a part that was added to an operation is written. */
function findSource(locations: SourceLocations, folder: string, ref: string, pointer: string): Partial<Problem> {
  const place = { file: resolve(folder, ref), keys: parsePointer(pointer) };
  const written = locations.writtenAt(place);
  if (written === place) return {};
  const { file, line, col } = locations.position(written);
  return { file: relative(folder, file), pointer: joinPointer('#', ...written.keys), line, column: col };
}
