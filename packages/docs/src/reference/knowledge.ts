// What the site knows in one language, and the links between its parts.
import type { EvidenceSource, ShownDeviation } from '@dli-openapi/authoring/deviation';
import type { Provenance } from '@dli-openapi/authoring/provenance';
import { type Document, listOperations, type Operation, SchemaReader } from '@dli-openapi/openapi';
import { type Family, listFamilies } from '../families.ts';
import { readGuide } from '../guides/page.ts';
import type { Language } from '../languages.ts';
import { guideNames, type PageFile } from '../pages.ts';
import { getWords, type Words } from '../words/index.ts';
import { type OperationModel, readOperationModel } from './operation-model.ts';
import type { Workflow } from './workflows.ts';

export interface ErrorCode {
  /** The HTTP status that it is published with. */
  status: number;
  meaning: string;
  cure: string;
}

export interface Knowledge {
  language: Language;
  words: Words;
  document: Document;
  families: Family[];
  operations: OperationModel[];
  errorCodes: Record<string, ErrorCode>;
  deviations: ShownDeviation[];
  sources: Record<string, EvidenceSource>;
  /** What the document has from other sources than the page of the operation. */
  provenance: Provenance[];
  workflows: Workflow[];
  /** The page on the states of a schema, such as `FlinkJobStatus`. */
  statePages: ReadonlyMap<string, PageFile>;
}

export type Facts = Pick<Knowledge, 'deviations' | 'sources' | 'provenance' | 'workflows'>;

export function readKnowledge(language: Language, document: Document, facts: Facts): Knowledge {
  const words = getWords(language);
  const reader = new SchemaReader(document);
  return {
    language,
    words,
    document,
    families: listFamilies(document),
    operations: listOperations(document).map((operation) => readOperationModel(reader, operation, words)),
    errorCodes: (document['x-dli-error-codes'] ?? {}) as Record<string, ErrorCode>,
    statePages,
    ...facts,
  };
}

/** The guides that show the states of a schema, by its name. */
const statePages: Knowledge['statePages'] = new Map(
  guideNames.flatMap((name) => {
    const [, schema] = /^```states\n(\w+)/m.exec(readGuide('en', name)) ?? [];
    return schema === undefined ? [] : [[schema, `${name}.html`] as const];
  }),
);

export function findOperation({ operations }: Knowledge, operationId: string): OperationModel | undefined {
  return operations.find(({ operation }) => operation.operationId === operationId);
}

/** Lists the deviations of one operation; those of all operations are not among them. */
export function listOwnDeviations({ deviations }: Knowledge, { operationId }: Operation): ShownDeviation[] {
  return deviations.filter(({ differences }) =>
    differences.some(({ operations }) => operations !== 'all' && operations.includes(operationId)),
  );
}

/** Lists the deviations that concern a place of an operation, such as `body.name`. */
export function listDeviationsAt({ deviations }: Knowledge, { operationId }: Operation, place: string): ShownDeviation[] {
  return deviations.filter(({ differences }) =>
    differences.some(
      ({ operations, at }) =>
        (operations === 'all' || operations.includes(operationId) || operations.includes('common')) &&
        at.some((pattern) => matchesPlace(pattern, place)),
    ),
  );
}

function matchesPlace(pattern: string, place: string): boolean {
  if (!pattern.includes('*') || pattern === place) return pattern === place;
  return new RegExp(`^${pattern.replaceAll(/[.[\]{}$+?()|^\\]/g, String.raw`\$&`).replaceAll('*', '.+')}$`).test(place);
}

/** Reads the code of an error, or of the first of several. */
export function readErrorCode(body: unknown): string | undefined {
  const [error] = [body].flat() as ({ error_code?: string } | null)[];
  return error?.error_code;
}
