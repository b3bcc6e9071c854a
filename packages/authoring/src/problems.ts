import { runRedocly } from './redocly.ts';

/** Something the linter found. */
export interface Problem {
  rule: string;
  message: string;
  /** The file, from the folder that was linted. */
  file: string;
  /** Where in the file, as a JSON pointer. A file beside the document has lines only. */
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
 * Everything that Redocly's linter finds in documents of a folder, errors and warnings alike.
 * @throws {Error} in the linter's own words, when its configuration or a document cannot be used
 */
export function problemsOf(folder: string, ...documents: string[]): Problem[] {
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
  // `[WARNING]` begins what is said of the configuration, such as a rule that does not exist.
  if (stdout === '' || stderr.includes('[WARNING]')) throw new Error(stderr.trim());
  // One report is printed for each document, with nothing between.
  const reports = JSON.parse(`[${stdout.replaceAll(/^\}\{$/gm, '},{')}]`) as Report[];
  return reports.flatMap(({ problems }) =>
    problems.map(({ ruleId, message, location: [{ source, pointer, start }] }) => ({
      rule: ruleId,
      message,
      file: source.ref,
      pointer,
      line: start.line,
      column: start.col,
    })),
  );
}
