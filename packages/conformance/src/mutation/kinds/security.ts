import { getList } from '@dli-openapi/openapi';
import type { Mutation, Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

export const changeSecurity: Mutator = {
  kind: 'change who may call',
  on: 'document',
  mutate: (document) => {
    const security = getList(document, 'security');
    const drops = security.map((_requirement, index) => changed(document, 'security', security.toSpliced(index, 1)));
    return [...drops, changed(document, 'security', [...security, {}])];
  },
};

export const changeSecurityOfOperation: Mutator = {
  kind: 'change who may call an operation',
  on: 'operation',
  mutate: (operation) => [changed(operation, 'security', 'security' in operation ? undefined : [])],
};

export const changeScheme: Mutator = {
  kind: 'change a security scheme',
  on: 'securityScheme',
  mutate: (scheme): Mutation[] => [
    changed(scheme, 'name', 'X-Wrong'),
    changed(scheme, 'in', scheme.in === 'query' ? 'header' : 'query'),
    changed(scheme, 'type', scheme.type === 'http' ? 'apiKey' : 'http'),
  ],
};
