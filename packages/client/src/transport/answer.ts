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
  /** Reads an answer as a whole, in place of {@link wholeAnswerOf}. */
  readonly read?: (response: Response) => Promise<Answer>;
}

/** An answer that has arrived as a whole. */
export interface Answer {
  /** Its body has been read, unless the request has a way of its own to read it. */
  response: Response;
  /** The body; empty when it was left in the response. */
  text: string;
}

/** An answer with its body, so that one that breaks off is a fault of this attempt and its time limit holds. */
export async function wholeAnswerOf(response: Response): Promise<Answer> {
  return { response, text: await response.text() };
}
