/**
 * What stops a mock from starting: a document that it cannot serve, a port that is taken, an option out of range. Also what is
 * planned and cannot be: a reply that the document does not have, or one that was never given.
 * The message is one or more plain lines that say what is wrong, where, and what to do.
 * Requests never cause it: they are answered.
 */
export class MockError extends Error {
  override readonly name = 'MockError';
}
