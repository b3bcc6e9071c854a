import { DliResponseTooLargeError } from './errors.ts';
import type { Call, FetchResponse } from './http.ts';

/**
 * The body of a response, decompressed.
 * @throws {DliResponseTooLargeError} as soon as it is longer than the call allows
 */
export async function readBody(response: FetchResponse, call: Call): Promise<Uint8Array<ArrayBuffer>> {
  const { body, status } = response;
  const { maxResponseBytes } = call.limits;
  let bytes = new Uint8Array(0);
  let length = 0;
  const add = (part: Uint8Array<ArrayBuffer>) => {
    const end = length + part.length;
    if (end > maxResponseBytes) throw new DliResponseTooLargeError({ ...call, status }, maxResponseBytes);
    // Most bodies come in one part.
    if (length === 0) bytes = part;
    else {
      if (end > bytes.length) {
        const larger = new Uint8Array(2 * end);
        larger.set(bytes);
        bytes = larger;
      }
      bytes.set(part, length);
    }
    length = end;
  };
  const reader = (body as Partial<ReadableStream<Uint8Array<ArrayBuffer>>> | null | undefined)?.getReader?.();
  if (reader) {
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) add(part.value);
    } catch (error) {
      reader.cancel().catch(() => undefined);
      throw error;
    }
  } else if (body !== null) {
    // That of node-fetch is a stream of Node.
    add(new Uint8Array(await response.arrayBuffer()));
  }
  return bytes.subarray(0, length);
}
