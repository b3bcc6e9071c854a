import crypto from 'node:crypto';

// The objects of createHash and createHmac, and bytes outside of the heap, cost more than hashing so little does. Hence
// crypto.hash, which Node has had since 20.12, and memory that is used again.
const { hash, createHash, createHmac } = crypto;

const blockSize = 64;
const digestSize = 32;
const encoder = new TextEncoder();

/** The SHA-256 of a text's UTF-8 bytes, or of bytes, in hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return hash ? hash('sha256', data, 'hex') : createHash('sha256').update(data).digest('hex');
}

/** The HMAC-SHA-256 of a text of at most some hundred characters, in hexadecimal. */
export function hmacSha256(key: string, text: string): string {
  const { inner, outer } = blocksOf(key);
  const room = inner.subarray(blockSize);
  if (!hash || text.length * 3 > room.length) return createHmac('sha256', key).update(text).digest('hex');
  const { written } = encoder.encodeInto(text, room);
  const digest = hash('sha256', inner.subarray(0, blockSize + written), 'latin1');
  for (let index = 0; index < digestSize; index += 1) outer[blockSize + index] = digest.charCodeAt(index);
  return hash('sha256', outer, 'hex');
}

/** A key's blocks for the inner and the outer hash, each with room for what is hashed after it. */
interface Blocks {
  key: string;
  inner: Uint8Array;
  outer: Uint8Array;
}

let latest: Blocks | undefined;

// A client signs with one key time and again.
function blocksOf(key: string): Blocks {
  if (latest?.key === key) return latest;
  const bytes = encoder.encode(key);
  const block = bytes.length > blockSize ? createHash('sha256').update(bytes).digest() : bytes;
  const inner = new Uint8Array(blockSize + 1024).fill(0x36, 0, blockSize);
  const outer = new Uint8Array(blockSize + digestSize).fill(0x5c, 0, blockSize);
  for (const [index, byte] of block.entries()) {
    inner[index] = 0x36 ^ byte;
    outer[index] = 0x5c ^ byte;
  }
  latest = { key, inner, outer };
  return latest;
}
