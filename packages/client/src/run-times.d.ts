// Modules of which the run time chooses one, by `imports` of package.json, and what they use of Node.js.
declare module '#digest' {
  /** The SHA-256 of a text's UTF-8 bytes, or of bytes, in hexadecimal. */
  export function sha256(data: string | Uint8Array): string;
  /** The HMAC-SHA-256 of a text, in hexadecimal. */
  export function hmacSha256(key: string, text: string): string;
}

declare module '#credential-steps' {
  /** `undefined` where there are no files. */
  export const loadSteps: (() => Promise<typeof import('./credentials/steps.ts')>) | undefined;
}

declare module 'node:fs/promises' {
  export function readFile(path: string, encoding: 'utf8'): Promise<string>;
}

declare module 'node:os' {
  export function homedir(): string;
}

declare module 'node:path' {
  export function join(...parts: string[]): string;
}

// The whole of Node's types would let the rest of the package use what browsers do not have.
declare module 'node:crypto' {
  interface Digest {
    update(data: string | Uint8Array): Digest;
    digest(encoding: 'hex'): string;
  }
  const crypto: {
    createHash(algorithm: 'sha256'): Digest;
    createHmac(algorithm: 'sha256', key: string): Digest;
    hash?(algorithm: 'sha256', data: string | Uint8Array, encoding: 'hex'): string;
  };
  export default crypto;
}
