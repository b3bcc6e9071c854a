/** What can be coloured: a good, a doubtful and a bad status, and what is of less interest. */
export type Colour = 'green' | 'yellow' | 'red' | 'grey';

export type Paint = (colour: Colour, text: string) => string;

const codes: Record<Colour, number> = { green: 32, yellow: 33, red: 31, grey: 90 };

export const paintNothing: Paint = (_, text) => text;

export const paintForTerminal: Paint = (colour, text) => `\u001B[${codes[colour]}m${text}\u001B[39m`;

/** Whether what is printed may have colours: only on a terminal, and not where NO_COLOR is set (https://no-color.org). */
export function wantsColours(stream: { isTTY?: boolean }, environment: Record<string, string | undefined>): boolean {
  return stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
}
