// For run times without node:crypto. WebCrypto takes ten times as long for so little data.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as hash } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The SHA-256 of a text's UTF-8 bytes, or of bytes, in hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return bytesToHex(hash(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** The HMAC-SHA-256 of a text, in hexadecimal. */
export function hmacSha256(key: string, text: string): string {
  return bytesToHex(hmac(hash, utf8ToBytes(key), utf8ToBytes(text)));
}
