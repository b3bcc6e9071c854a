// A recording is a file of JSON lines. The first says what the file is; each other one is an exchange.

export const formatName = 'dli-recording';
export const formatVersion = 1;

/** The first line. */
export interface RecordingHead {
  format: typeof formatName;
  version: typeof formatVersion;
}

/** A line that is an exchange. */
export interface RecordedExchange {
  /** When the request had come whole, in ISO 8601. */
  time: string;
  /** Null where the request led to no operation. */
  operationId: string | null;
  request: RecordedMessage & { method: string; path: string };
  answer: RecordedMessage & { status: number };
}

/** What requests and answers have in common. A message without a body has neither of the two. */
export interface RecordedMessage {
  /** Names in lower case. Values of secret headers are replaced. */
  headers: Record<string, string>;
  /** The body as text, without its content encoding. Values of secret JSON properties are replaced; all else is as it was sent. */
  body?: string;
  /** The body in base64, where it is no UTF-8. */
  bodyBase64?: string;
}
