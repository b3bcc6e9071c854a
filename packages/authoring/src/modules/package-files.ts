// The data of the package `@dli-openapi/spec`, as modules with types.
import type { Document, Node } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { readDocumented } from '../documented/files.ts';
import { sources } from '../documented/types.ts';
import { readShownDeviations, readShownSources } from '../shown-deviations.ts';
import { createDeclaration } from './declaration.ts';

/** A bundled document and its language; undefined for the English one. */
export interface Edition {
  language: string | undefined;
  document: Document;
}

/** Creates the modules of one language, and their declarations, by file name. */
export function createEditionFiles({ language, document }: Edition): Record<string, string> {
  const modules = {
    'error-codes': formatModule(document['x-dli-error-codes']),
    deviations: `export const sources = ${JSON.stringify(readShownSources(language ?? 'en'))};\n${formatModule(readShownDeviations(language ?? 'en'))}`,
  };
  if (language === undefined) {
    return {
      'index.js': formatModule(document),
      'index.d.ts': formatDocumentDeclaration(document),
      'error-codes.js': modules['error-codes'],
      'error-codes.d.ts': errorCodesDeclaration,
      'deviations.js': modules.deviations,
      'deviations.d.ts': deviationsDeclaration,
    };
  }
  const translated = Object.entries(modules).flatMap(([name, text]) => [
    [`${language}/${name}.js`, text],
    [`${language}/${name}.d.ts`, `export * from '../${name}.js';\nexport { default } from '../${name}.js';\n`],
  ]);
  return {
    [`${language}.js`]: formatModule(document),
    [`${language}.d.ts`]: `/** The OpenAPI 3.1 document in ${language}. Only its texts differ from the English one. */
export type * from './index.js';\nexport { default } from './index.js';\n`,
    ...Object.fromEntries(translated),
  };
}

/** Creates the modules that are the same in every language: the documented facts, and the types. */
export function createPackageFiles(): Record<string, string> {
  return {
    'documented.js': `export const sources = ${JSON.stringify(sources)};\n${formatModule(readDocumented())}`,
    'documented.d.ts': documentedDeclaration,
    'types/openapi.d.ts': createDeclaration('modules/openapi.ts'),
    'types/deviation.d.ts': createDeclaration('deviation.ts'),
    'types/documented.d.ts': createDeclaration('documented/types.ts'),
  };
}

function formatModule(value: unknown): string {
  return `export default ${JSON.stringify(value)};\n`;
}

function formatDocumentDeclaration(document: Document): string {
  const names = {
    Path: ['A path of the document.', Object.keys(document.paths)],
    OperationId: ['The id of an operation.', listOperations(document).map(({ operationId }) => operationId)],
    SchemaName: ['The name of a schema among the components.', Object.keys(document.components.schemas ?? {})],
    ErrorCode: ['A published error code.', Object.keys(document['x-dli-error-codes'] as Node)],
  } as const;
  const types = Object.entries(names).map(
    ([name, [meaning, values]]) => `/** ${meaning} */\nexport type ${name} = ${values.map((value) => JSON.stringify(value)).join(' | ')};`,
  );
  return `import type { OpenApiDocument } from './types/openapi.js';
export type * from './types/openapi.js';
${types.join('\n')}
/** The OpenAPI 3.1 document, bundled: every reference in it is local. */
declare const document: OpenApiDocument<Path, SchemaName, ErrorCode>;
export default document;
`;
}

const errorCodesDeclaration = `import type { ErrorCode } from './index.js';
import type { PublishedError } from './types/openapi.js';
export type { ErrorCode, PublishedError };
/** What the published error codes mean, and what to do about each. */
declare const errorCodes: Record<ErrorCode, PublishedError>;
export default errorCodes;
`;

const deviationsDeclaration = `import type { EvidenceSource, ShownDeviation } from './types/deviation.js';
export type * from './types/deviation.js';
/** The sources of evidence, by their short names. */
export declare const sources: Record<string, EvidenceSource>;
/** Where the document changes or drops what a page states, or states what no source has, and why. */
declare const deviations: ShownDeviation[];
export default deviations;
`;

const documentedDeclaration = `import type { Documented, sources as named } from './types/documented.js';
export type * from './types/documented.js';
/** The sources, the most trusted first. */
export declare const sources: typeof named;
/** What the published pages state, as bare facts. */
declare const documented: Documented;
export default documented;
`;
