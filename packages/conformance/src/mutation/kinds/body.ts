import { getNode, omitKey, renameKey } from '@dli-openapi/openapi';
import type { Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

export const dropBody: Mutator = {
  kind: 'drop the body of a request',
  on: 'operation',
  mutate: (operation) => (operation.requestBody === undefined ? [] : [changed(operation, 'requestBody', undefined)]),
};

export const requireBody: Mutator = {
  kind: 'flip required of a body',
  on: 'requestBody',
  mutate: (body) => [changed(body, 'required', body.required === true ? undefined : true)],
};

export const changeMediaTypeOfRequest: Mutator = {
  kind: 'change the media type of a request',
  on: 'requestBody',
  mutate: (body) =>
    Object.keys(getNode(body, 'content')).map((type) => ({
      what: `${type} → text/plain`,
      at: ['content', type],
      node: { ...body, content: renameKey(getNode(body, 'content'), type, 'text/plain') },
    })),
};

export const dropSchema: Mutator = {
  kind: 'drop the schema of a body',
  on: 'mediaType',
  mutate: (mediaType) => (mediaType.schema === undefined ? [] : [{ what: 'schema', at: ['schema'], node: omitKey(mediaType, 'schema') }]),
};
