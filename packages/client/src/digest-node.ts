import crypto from 'node:crypto';

const { hash, createHash, createHmac } = crypto;

/** The SHA-256 of a text's UTF-8 bytes, or of bytes, in hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  // Node has it since 20.12.
  return hash ? hash('sha256', data, 'hex') : createHash('sha256').update(data).digest('hex');
}

/** The HMAC-SHA-256 of a text, in hexadecimal. */
export function hmacSha256(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
