import { Transform } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

/** Lets a body through as it comes, and keeps a copy of one that is not too long. */
export interface Keeper {
  through: Transform;
  /** The body so far; undefined when it was longer than what is kept. */
  kept(): Buffer | undefined;
}

export function createKeeper(limit: number): Keeper {
  let chunks: Buffer[] = [];
  let length = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
      done(null, chunk);
    },
  });
  return { through, kept: () => (length <= limit ? Buffer.concat(chunks) : undefined) };
}

const decoders: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  identity: async (body) => body,
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate),
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
};

/** A body without its content encoding; undefined when that is not known, does not fit, or gives more than a limit of bytes. */
export async function decoded(body: Buffer | undefined, encoding: string | undefined, limit: number): Promise<Buffer | undefined> {
  const decode = decoders[(encoding ?? 'identity').trim().toLowerCase()];
  if (body === undefined || body.length === 0) return body;
  return decode?.(body, { maxOutputLength: limit }).catch(() => undefined);
}
