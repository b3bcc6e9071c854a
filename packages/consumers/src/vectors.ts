import vectors from '../../client/test/signing-vectors.json' with { type: 'json' };
import type { Place } from '../calling/place.ts';

/** Reads requests with their signatures by the official SDK. */
export function readSigningVectors(): Pick<Place, 'vectors' | 'vectorKeys'> {
  return {
    vectorKeys: { accessKeyId: vectors.credentials.ak, secretAccessKey: vectors.credentials.sk },
    vectors: vectors.vectors.map(({ input, authorization }) => {
      const query = new URLSearchParams();
      for (const [name, values] of Object.entries(input.query)) for (const value of [values].flat()) query.append(name, String(value));
      const url = query.size === 0 ? input.url : `${input.url}?${query}`;
      const body = input.body === null ? undefined : JSON.stringify(input.body);
      return { request: { method: input.method, url, headers: input.headers as Record<string, string>, body }, authorization };
    }),
  };
}
