import { Transform } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

/** Lets a body through as it comes, and keeps a copy. */
export interface BodyCopy {
  through: Transform;
  /** The body so far; undefined when it was longer than the limit. */
  get(): Buffer | undefined;
}

export function createBodyCopy(limit: number): BodyCopy {
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
  return { through, get: () => (length <= limit ? Buffer.concat(chunks) : undefined) };
}

const decoders = new Map<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>([
  ['identity', async (body) => body],
  ['gzip', promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)],
  ['deflate', promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate)],
  ['br', promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress)],
]);

/** A body without its content encoding; undefined when that is unknown or wrong, or the result is longer than a limit. */
export async function decodeBody(body: Buffer | undefined, encoding: string | undefined, limit: number): Promise<Buffer | undefined> {
  const decode = decoders.get(encoding?.trim().toLowerCase() || 'identity');
  if (body === undefined || body.length === 0) return body;
  return decode?.(body, { maxOutputLength: limit }).catch(() => undefined);
}
