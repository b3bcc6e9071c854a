/**
 * Thrown where a mock cannot do what a test or the command asks: serve a document, listen on a port, take an option, plan a reply.
 * The message says what is wrong, where, and what to do. A request never causes it: it gets a response.
 */
export class MockError extends Error {
  override readonly name = 'MockError';
}
