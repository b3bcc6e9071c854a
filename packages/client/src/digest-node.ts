import crypto from 'node:crypto';

const { hash, createHash, createHmac } = crypto;
const encoder = new TextEncoder();
const blockLength = 64;

/** The SHA-256 of a text's UTF-8 bytes, or of bytes, in hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  // Node has it since 20.12.
  return hash ? hash('sha256', data, 'hex') : createHash('sha256').update(data).digest('hex');
}

/** The HMAC-SHA-256 of a text, in hexadecimal. */
export function hmacSha256(key: string, text: string): string {
  if (!hash) return createHmac('sha256', key).update(text).digest('hex');
  // As RFC 2104 defines it: an object of createHmac costs a tenth of a call.
  const given = encoder.encode(key);
  const bytes = given.length > blockLength ? hash('sha256', given, 'buffer') : given;
  const pad = (mask: number, data: Uint8Array) => {
    const padded = new Uint8Array(blockLength + data.length).fill(mask, 0, blockLength);
    for (let place = 0; place < bytes.length; place += 1) padded[place] = mask ^ (bytes[place] ?? 0);
    padded.set(data, blockLength);
    return padded;
  };
  return hash('sha256', pad(0x5c, hash('sha256', pad(0x36, encoder.encode(text)), 'buffer')), 'hex');
}
