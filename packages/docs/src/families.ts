// The families of operations: the document's tags.
import { type Document, listOperations, type Operation } from '@dli-openapi/openapi';

export interface Family {
  /** What readers are shown, in the document's language. */
  name: string;
  operations: Operation[];
}

/** The families in the document's order, each with its operations. */
export function familiesOf(document: Document): Family[] {
  const operations = listOperations(document);
  const tags = (document.tags ?? []) as { name: string; 'x-displayName'?: string }[];
  return tags.map(({ name, 'x-displayName': shown = name }) => ({
    name: shown,
    operations: operations.filter(({ tags }) => tags[0] === name),
  }));
}
