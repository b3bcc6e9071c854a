// The words of SQL. Reading takes time in proportion to the length of the text, whatever it is, and never fails.

/** A piece of SQL, without the spaces and comments before it. */
export interface Token {
  /**
   * `word`: a key word or name; `name`: a name in back quotes; `text`: one in quotes; `open`: a quote or comment that does not end;
   * `sign`: any other character.
   */
  readonly type: 'word' | 'name' | 'text' | 'open' | 'sign';
  readonly value: string;
  /** Where it stands in the SQL. */
  readonly start: number;
  readonly end: number;
}

/** Reads the next token each time, and nothing at the end. */
function createTokenizer(sql: string): () => Token | undefined {
  let position = 0;
  return () => {
    while (position < sql.length) {
      const start = position;
      const first = sql.charAt(start);
      if (isSpace(first)) position++;
      else if (sql.startsWith('--', start)) position = findEnd(sql, '\n', start + 2) ?? sql.length;
      else if (sql.startsWith('/*', start)) {
        const end = findEnd(sql, '*/', start + 2);
        position = end ?? sql.length;
        if (end === undefined) return { type: 'open', value: '', start, end: position };
      } else if (first === '`' || first === "'" || first === '"') {
        const end = findQuote(sql, first, start + 1);
        position = end + 1;
        if (end >= sql.length) return { type: 'open', value: '', start, end };
        return { type: first === '`' ? 'name' : 'text', value: readQuoted(sql.slice(start + 1, end), first), start, end: position };
      } else {
        const word = readWord(sql, start);
        position += word.length || 1;
        return { type: word === '' ? 'sign' : 'word', value: word || first, start, end: position };
      }
    }
    return undefined;
  };
}

// Almost all is ASCII, for which no expression has to be asked.
const isSpace = (character: string) => character <= ' ' || (character > '~' && /\s/.test(character));

function findEnd(sql: string, mark: string, from: number): number | undefined {
  const found = sql.indexOf(mark, from);
  return found === -1 ? undefined : found + mark.length;
}

function findQuote(sql: string, quote: string, from: number): number {
  let position = from;
  while (position < sql.length && sql[position] !== quote) position += sql[position] === '\\' && quote !== '`' ? 2 : 1;
  return Math.min(position, sql.length);
}

function readWord(sql: string, from: number): string {
  word.lastIndex = from;
  return word.exec(sql)?.[0] ?? '';
}

const word = /[\p{L}\p{N}_$]+/uy;

function readQuoted(text: string, quote: string): string {
  return quote === '`' ? text : text.replaceAll(escapeSequence, readEscape);
}

const escapeSequence = /\\(?:u([\da-fA-F]{4})|([0-3][0-7]{2})|([\s\S]))/g;

function readEscape(_: string, unicode: string | undefined, octal: string | undefined, character = ''): string {
  if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  return escapes.get(character) ?? character;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['0', '\0'],
  ['Z', '\u001a'],
  // In patterns these escapes have a meaning.
  ['%', '\\%'],
  ['_', '\\_'],
]);

/** Looks at SQL one token after the other. */
export interface TokenReader {
  /** The next one; undefined at the end. */
  readonly next: Token | undefined;
  /** Where the last one that was taken ends in the SQL. */
  readonly end: number;
  take(): Token | undefined;
  /** Takes words that come next, in any case of letters. @returns whether all of them do; otherwise those before the first other one are taken */
  takeWords(...words: readonly string[]): boolean;
  takeSign(sign: string): boolean;
  /** Takes what comes next if it is a text in quotes, or several, which are one text then. */
  takeText(): string | undefined;
  /** Takes what comes next if it is a text in quotes, whatever follows. */
  takeOneText(): string | undefined;
  /** Takes what comes next if it can be a name. */
  takeName(): string | undefined;
  /** Whether only a semicolon or nothing is left, which is taken. */
  takeEnd(): boolean;
}

export function createTokenReader(sql: string): TokenReader {
  const read = createTokenizer(sql);
  let next = read();
  let end = 0;
  const take = () => {
    const taken = next;
    end = taken?.end ?? end;
    next = read();
    return taken;
  };
  const takeIf = (isWanted: (token: Token) => boolean) => (next !== undefined && isWanted(next) ? take() : undefined);
  const reader: TokenReader = {
    get next() {
      return next;
    },
    get end() {
      return end;
    },
    take,
    takeWords: (...words) => words.every((each) => takeIf(({ type, value }) => type === 'word' && value.toLowerCase() === each)),
    takeSign: (sign) => takeIf(({ type, value }) => type === 'sign' && value === sign) !== undefined,
    takeText() {
      const parts: string[] = [];
      while (next?.type === 'text') parts.push(take()?.value ?? '');
      return parts.length > 0 ? parts.join('') : undefined;
    },
    takeOneText: () => takeIf(({ type }) => type === 'text')?.value,
    takeName: () => takeIf(({ type }) => type === 'word' || type === 'name')?.value,
    takeEnd() {
      while (reader.takeSign(';'));
      return next === undefined;
    },
  };
  return reader;
}

/** Names separated by dots, the last one first; undefined where there is none. */
export function readNames(reader: TokenReader): string[] | undefined {
  const names: string[] = [];
  do {
    const name = reader.takeName();
    if (name === undefined) return undefined;
    names.push(name);
  } while (reader.takeSign('.'));
  return names.reverse();
}
