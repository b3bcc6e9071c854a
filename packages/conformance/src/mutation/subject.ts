import type { Deviation } from '@dli-openapi/authoring/deviations';
import { readDeviations } from '@dli-openapi/authoring/deviations';
import { readDocumented } from '@dli-openapi/authoring/documented/files';
import type { Documented } from '@dli-openapi/authoring/documented/types';
import type { Document } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import type { SourceExample } from '../example-sources.ts';
import { readExampleSources } from '../example-sources.ts';

/** A document, and what it is held to. */
export interface Subject {
  document: Document;
  documented: Documented;
  deviations: Deviation[];
  /** The examples in the hand-written files, by operationId. */
  sources: ReadonlyMap<string, SourceExample[]>;
}

export function readSubject(): Subject {
  return { document: readDocument(), documented: readDocumented(), deviations: readDeviations(), sources: readExampleSources() };
}
