import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** The answers that a server still owes. */
export class Unanswered {
  readonly #owed = new Set<ServerResponse>();
  #whenNone: (() => void) | undefined;

  add(response: ServerResponse): void {
    this.#owed.add(response);
    response.once('close', () => {
      this.#owed.delete(response);
      if (this.#owed.size === 0) this.#whenNone?.();
    });
  }

  /** Resolves when the requests that came whole on a connection have their answers. */
  async allOf(socket: Duplex): Promise<void> {
    const whole = [...this.#owed].filter(({ req }) => req.socket === socket && req.complete);
    await Promise.all(whole.map((response) => new Promise((resolve) => response.once('close', resolve))));
  }

  /** Calls back once no answer is owed: at once where none is. */
  whenNone(callback: () => void): void {
    this.#whenNone = callback;
    if (this.#owed.size === 0) callback();
  }
}
