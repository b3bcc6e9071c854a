// The families of operations: the document's tags.
import { type Document, listOperations, type Operation } from '@dli-openapi/openapi';

export interface Family {
  /** The family's name in addresses and folders, the same in every language. */
  id: string;
  /** The name for readers, in the document's language. */
  name: string;
  description: string;
  operations: Operation[];
}

/** Lists the families in the document's order, each with its operations. */
export function listFamilies(document: Document): Family[] {
  const operations = listOperations(document);
  const tags = (document.tags ?? []) as { name: string; description?: string; 'x-displayName'?: string }[];
  return tags.map(({ name, description = '', 'x-displayName': shown = name }) => ({
    id: formatFamilyId(name),
    name: shown,
    description,
    operations: operations.filter(({ tags }) => tags[0] === name),
  }));
}

/** Formats the id of the family of a tag. */
export function formatFamilyId(tag: string): string {
  return tag.toLowerCase().replaceAll(' ', '-');
}
