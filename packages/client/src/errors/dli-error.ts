/** What every error of this package is an instance of. It never holds a token or a key. */
export class DliError extends Error {
  override get name(): string {
    return 'DliError';
  }
}
