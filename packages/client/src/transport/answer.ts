/** A request before it is authenticated. */
export interface Sendable {
  readonly method: string;
  /** The address as it goes out. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  /** What it was made from: gives what is not said here. Its body has been read. */
  readonly request?: Request;
}

/** An answer that has arrived as a whole. */
export interface Answer {
  /** Its body has been read, unless the request was made from a `Request`. */
  response: Response;
  /** The body; empty when it was left in the response. */
  text: string;
}

/** An answer with its body, so that one that breaks off is a fault of this attempt and its time limit holds. */
export async function wholeAnswerOf(response: Response): Promise<Answer> {
  return { response, text: await response.text() };
}

/** The same for whom expects a `Response` that can still be read. */
export async function readableAnswerOf(response: Response): Promise<Answer> {
  // A redirect that is not followed has status 0 in browsers. No Response can be made with it, and it has no body.
  if (response.status < 200) return { response, text: '' };
  const bytes = await response.arrayBuffer();
  const { status, statusText, url } = response;
  // What came in chunks tells no length, and what came compressed another one. openapi-fetch asks for `json` only with one.
  const headers = new Headers(response.headers);
  headers.set('content-length', String(bytes.byteLength));
  const whole = new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
  return { response: Object.defineProperty(whole, 'url', { value: url }), text: '' };
}
