import type { Operation } from '@dli-openapi/openapi';
import { formatFamilyId } from '../families.ts';

/** Where an operation stands in the reference: stable, and the same in every language. */
export function anchorOf({ tags, operationId }: Pick<Operation, 'tags' | 'operationId'>): string {
  return `tag/${formatFamilyId(String(tags[0]))}/${operationId}`;
}
