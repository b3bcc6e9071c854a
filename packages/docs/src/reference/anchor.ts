import type { Operation } from '@dli-openapi/openapi';

/** Where an operation stands in the reference: stable, and the same in every language. */
export function anchorOf({ tags, operationId }: Pick<Operation, 'tags' | 'operationId'>): string {
  return `tag/${tags[0]?.toLowerCase().replaceAll(' ', '-')}/${operationId}`;
}
