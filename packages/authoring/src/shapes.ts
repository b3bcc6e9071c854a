// Validates the hand-written files against JSON Schemas, which editors use too.
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePointer } from '@dli-openapi/openapi';
import { root as workspace } from '@dli-openapi/openapi/files';
import type { AnySchemaObject, ErrorObject } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseSource } from './sources.ts';
import { findOffset } from './yaml-offset.ts';

/** The files of each schema of `packages/authoring/src/schemas`, as globs; `!` excludes files. */
export const shapes: Readonly<Record<string, readonly string[]>> = {
  'common.schema.json': ['spec/common.yaml'],
  'deviations.schema.json': ['spec/deviations/*.yaml'],
  'documented-common.schema.json': ['spec/documented/common.jsonl'],
  'documented.schema.json': ['spec/documented/*.jsonl', '!spec/documented/common.jsonl'],
  'error-codes.schema.json': ['spec/error-codes.yaml'],
  'errors.schema.json': ['spec/examples/errors.yaml'],
  'examples.schema.json': ['spec/examples/*.yaml', '!spec/examples/errors.yaml'],
  'operation.schema.json': ['spec/operations/**/*.yaml'],
  'schemas.schema.json': ['spec/schemas/**/*.yaml'],
  'sources.schema.json': ['spec/sources.yaml'],
  'translations.schema.json': ['spec/translations/*/*.yaml'],
};

/** What a value has to be. */
export interface Shape {
  /** The description for messages. */
  words: string;
  isRight(value: unknown): boolean;
}

const folder = join(workspace, 'packages/authoring/src/schemas');
const extensionsFile = 'extensions.schema.json';

/** Reads the shape of each extension of the document, by name. */
export function readExtensionShapes(): ReadonlyMap<string, Shape> {
  const ajv = getValidator();
  const definitions = Object.entries(readSchema(extensionsFile).$defs as Record<string, { description?: string }>);
  return new Map(
    definitions
      .filter(([name]) => name.startsWith('x-'))
      .map(([name, { description = '' }]) => {
        const validate = ajv.getSchema(`${extensionsFile}#/$defs/${name}`);
        return [name, { words: description, isRight: (value) => validate?.(value) === true }];
      }),
  );
}

/** Lists whatever violates the schemas in the files of a workspace: one line each, with file and line. */
export function listWorkspaceShapeFaults(root = workspace): string[] {
  return Object.entries(shapes).flatMap(([schema, globs]) => {
    const exclude = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
    const files = globSync(
      globs.filter((glob) => !glob.startsWith('!')),
      { cwd: root, exclude },
    );
    return files.sort().flatMap((file) => listShapeFaults(schema, readFileSync(join(root, file), 'utf8'), file));
  });
}

/** Lists whatever violates a schema in the text of a file. */
export function listShapeFaults(schema: string, text: string, file: string): string[] {
  const validate = getValidator().getSchema(schema);
  if (!validate) throw new Error(`The schema ${schema} is missing in packages/authoring/src/schemas.`);
  // Each line of a JSONL file is a separate value.
  const values = file.endsWith('.jsonl') ? text.trimEnd().split('\n') : [text];
  return values.flatMap((value, index) => {
    const { document, lines } = parseSource(value);
    const { contents } = document;
    if (validate(contents?.toJSON() ?? null)) return [];
    return (validate.errors ?? []).filter(isInformative).map((error) => {
      const { line, col } = lines.linePos(findOffset(contents, readPath(error)));
      return `${file}:${line + index}:${col} ${formatFault(error)} (${schema.replace('.schema.json', '')} file)`;
    });
  });
}

let known: Ajv2020 | undefined;

function getValidator(): Ajv2020 {
  known ??= createValidator();
  return known;
}

function createValidator(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
  for (const file of readdirSync(folder)) ajv.addSchema(readSchema(file), file);
  return ajv;
}

function readSchema(file: string): AnySchemaObject {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

/** Whether an error says more than that a condition failed. */
function isInformative({ keyword }: ErrorObject): boolean {
  return keyword !== 'if';
}

function formatFault({ instancePath, keyword, params, message }: ErrorObject): string {
  const place = instancePath === '' ? 'The file' : `\`${parsePointer(instancePath).join('/')}\``;
  if (keyword === 'required') return `${place} has no \`${params.missingProperty}\`. Add it.`;
  if (keyword === 'additionalProperties') return `\`${params.additionalProperty}\` is not known here. Correct or delete it.`;
  if (keyword === 'enum') return `${place} must be one of ${(params.allowedValues as unknown[]).join(', ')}.`;
  if (keyword === 'const') return `${place} must be ${JSON.stringify(params.allowedValue)}.`;
  return `${place} ${message}.`;
}

function readPath({ instancePath, keyword, params }: ErrorObject): string[] {
  const path = parsePointer(instancePath);
  return keyword === 'additionalProperties' ? [...path, params.additionalProperty as string] : path;
}
