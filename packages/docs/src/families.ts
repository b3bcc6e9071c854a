// The families of operations: the document's tags.
import { type Document, listOperations, type Operation } from '@dli-openapi/openapi';

export interface Family {
  /** The family's name in addresses and folders, the same in every language. */
  id: string;
  /** What readers are shown, in the document's language. */
  name: string;
  operations: Operation[];
}

/** The families in the document's order, each with its operations. */
export function familiesOf(document: Document): Family[] {
  const operations = listOperations(document);
  const tags = (document.tags ?? []) as { name: string; 'x-displayName'?: string }[];
  return tags.map(({ name, 'x-displayName': shown = name }) => ({
    id: formatFamilyId(name),
    name: shown,
    operations: operations.filter(({ tags }) => tags[0] === name),
  }));
}

/** The id of the family of a tag. */
export function formatFamilyId(tag: string): string {
  return tag.toLowerCase().replaceAll(' ', '-');
}
