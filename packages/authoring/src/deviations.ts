// How the rest of the workspace reads the list of deviations.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, specFolder } from '@dli-openapi/openapi/files';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Document as YamlDocument } from 'yaml';
import { isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Deviation as Entry } from './deviation.ts';
import schema from './schemas/deviations.schema.json' with { type: 'json' };
import { offsetOf } from './yaml-offset.ts';

/** A deviation, and where it is written. */
export interface Deviation extends Entry {
  /** The entry's line in its file. */
  line: number;
}

/** The list of deviations cannot be used. Its message has one line for each fault, with file and line. */
export class DeviationsError extends Error {
  override name = 'DeviationsError';
}

export const deviationsFile = join(specFolder, 'deviations.yaml');

const validate = new Ajv2020({ allErrors: true, strict: true }).compile<Omit<Entry, 'section'>[]>(schema);

/**
 * Reads the list of deviations.
 * @throws {DeviationsError} when it is not YAML or has not the shape it must have
 */
export function readDeviations(file = deviationsFile): Deviation[] {
  return parseDeviations(readFileSync(file, 'utf8'), relative(root, file));
}

/** Like {@link readDeviations}, from text. `name` is how its faults name the file. */
export function parseDeviations(text: string, name: string): Deviation[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fail = (faults: { line: number; text: string }[]): never => {
    throw new DeviationsError(faults.map((fault) => `${name}:${fault.line} ${fault.text}`).join('\n'));
  };
  const [syntax] = document.errors;
  if (syntax) return fail([{ line: lines.linePos(syntax.pos[0]).line, text: `is not valid YAML: ${syntax.message}` }]);

  const entries: unknown = document.toJS() ?? [];
  const lineOf = (path: string[]): number => lines.linePos(offsetOf(document.contents, path)).line;
  if (!validate(entries)) return fail((validate.errors ?? []).filter(telling).map((error) => faultOf(error, lineOf)));
  const ids = entries.map(({ id }) => id);
  const repeated = ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ line: lineOf([String(index)]), text: `"${id}" is taken: give this entry another id` }] : [],
  );
  if (repeated.length > 0) return fail(repeated);
  const sections = sectionsOf(document);
  return entries.map((entry, index) => ({ ...entry, ...sections[index], line: lineOf([String(index)]) }));
}

/** For each entry, the section that it stands in. */
function sectionsOf(document: YamlDocument): Pick<Deviation, 'section'>[] {
  const items = isSeq(document.contents) ? document.contents.items : [];
  let current: Pick<Deviation, 'section'> = {};
  return items.map((item, index) => {
    // The comment above the first entry is the file's own.
    const comments = [index === 0 ? document.commentBefore : undefined, isNode(item) ? item.commentBefore : undefined];
    const section = comments.join('\n').trim().split('\n').at(-1)?.trim();
    if (section) current = { section };
    return current;
  });
}

/** Of the alternatives for `operations` only the summary is worth telling. */
function telling({ schemaPath }: ErrorObject): boolean {
  return !/\/oneOf\/\d/.test(schemaPath);
}

function faultOf(
  { instancePath, keyword, params, message }: ErrorObject,
  lineOf: (path: string[]) => number,
): { line: number; text: string } {
  const path = instancePath.split('/').slice(1);
  const field = path.slice(1).join('.');
  const line = lineOf(path);
  if (keyword === 'required') return { line, text: `the entry has no "${params.missingProperty}": add it` };
  if (keyword === 'additionalProperties')
    return { line, text: `"${params.additionalProperty}" is not a field of an entry: rename or delete it` };
  if (keyword === 'enum') return { line, text: `"${field}" is not one of ${(params.allowedValues as string[]).join(', ')}` };
  if (keyword === 'oneOf') return { line, text: `"${field}" must be "all" or a list of operationIds` };
  return { line, text: `${field === '' ? 'the list' : `"${field}"`} ${message}` };
}
