// The words of SQL. Reading takes time in proportion to the length of the text, whatever it is, and never fails.

/** A piece of SQL, without the spaces and comments before it. */
export interface Token {
  /** `word`: a key word or name; `name`: a name in back quotes; `text`: one in quotes; `sign`: any other character. */
  readonly type: 'word' | 'name' | 'text' | 'sign';
  readonly value: string;
}

/** Reads the next token each time, and nothing at the end. What is open at the end of the text ends there. */
function createTokenizer(sql: string): () => Token | undefined {
  let position = 0;
  return () => {
    while (position < sql.length) {
      const start = position;
      const first = sql.charAt(start);
      if (isSpace(first)) position++;
      else if (sql.startsWith('--', start)) position = findEnd(sql, '\n', start + 2);
      else if (sql.startsWith('/*', start)) position = findEnd(sql, '*/', start + 2);
      else if (first === '`' || first === "'" || first === '"') {
        const end = findQuote(sql, first, start + 1);
        position = end + 1;
        return { type: first === '`' ? 'name' : 'text', value: readQuoted(sql.slice(start + 1, end), first) };
      } else {
        const word = readWord(sql, start);
        position += word.length || 1;
        return word === '' ? { type: 'sign', value: first } : { type: 'word', value: word };
      }
    }
    return undefined;
  };
}

// Almost all is ASCII, for which no expression has to be asked.
const isSpace = (character: string) => character <= ' ' || (character > '~' && /\s/.test(character));

function findEnd(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from);
  return found === -1 ? sql.length : found + mark.length;
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
  return quote === '`' ? text : text.replaceAll(/\\([\s\S])/g, (_, character: string) => escapes.get(character) ?? character);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Looks at SQL one token after the other. */
export interface TokenReader {
  /** The next one; undefined at the end. */
  readonly next: Token | undefined;
  take(): Token | undefined;
  /** Takes words that come next, in any case of letters. @returns whether all of them do; otherwise those before the first other one are taken */
  takeWords(...words: readonly string[]): boolean;
  takeSign(sign: string): boolean;
  /** Takes what comes next if it is a text in quotes. */
  takeText(): string | undefined;
  /** Takes what comes next if it can be a name. */
  takeName(): string | undefined;
  /** Whether only a semicolon or nothing is left, which is taken. */
  takeEnd(): boolean;
}

export function createTokenReader(sql: string): TokenReader {
  const read = createTokenizer(sql);
  let next = read();
  const take = () => {
    const taken = next;
    next = read();
    return taken;
  };
  const takeIf = (isWanted: (token: Token) => boolean) => (next !== undefined && isWanted(next) ? take() : undefined);
  const reader: TokenReader = {
    get next() {
      return next;
    },
    take,
    takeWords: (...words) => words.every((each) => takeIf(({ type, value }) => type === 'word' && value.toLowerCase() === each)),
    takeSign: (sign) => takeIf(({ type, value }) => type === 'sign' && value === sign) !== undefined,
    takeText: () => takeIf(({ type }) => type === 'text')?.value,
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

/** Takes `if exists` or `if not exists`, where one comes next. @returns whether one does */
export function readExistence(reader: TokenReader): boolean {
  if (!reader.takeWords('if')) return false;
  reader.takeWords('not');
  return reader.takeWords('exists');
}
