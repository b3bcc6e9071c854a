import { DliResponseTooLargeError } from './errors.ts';
import type { Call, FetchResponse } from './http.ts';

/**
 * The body of a response, decompressed.
 * @throws {DliResponseTooLargeError} as soon as it is longer than the call allows
 */
export async function readBody(response: FetchResponse, call: Call): Promise<Uint8Array<ArrayBuffer>> {
  const { body } = response;
  const limit = call.limits.maxResponseBytes;
  const check = (length: number) => {
    if (length > limit) throw new DliResponseTooLargeError({ ...call, status: response.status }, limit);
  };
  // That of node-fetch is a stream of Node.
  if (!isWebStream(body)) {
    const bytes = new Uint8Array(body === null ? new ArrayBuffer(0) : await response.arrayBuffer());
    check(bytes.length);
    return bytes;
  }
  const reader = body.getReader();
  let bytes = new Uint8Array(0);
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const { value } = part;
      check(length + value.length);
      // Most bodies come in one part.
      if (length === 0) bytes = value;
      else {
        if (length + value.length > bytes.length) bytes = grow(bytes, 2 * (length + value.length));
        bytes.set(value, length);
      }
      length += value.length;
    }
  } catch (error) {
    reader.cancel().catch(() => undefined);
    throw error;
  }
  return bytes.subarray(0, length);
}

function isWebStream(body: unknown): body is ReadableStream<Uint8Array<ArrayBuffer>> {
  return typeof (body as ReadableStream | null | undefined)?.getReader === 'function';
}

function grow(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size);
  larger.set(bytes);
  return larger;
}
