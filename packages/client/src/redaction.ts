// Where secrets can hide in a text: JSON at any depth, statements, arguments, forms, URLs, markup, whatever encodes them.
import { findStringEnd } from './json.ts';
import type { Redaction } from './secrets.ts';
import { hideInHeaders, isSecretName, isSecretObjectName, listWorthHiding, replacement } from './secrets.ts';

// A text that neither matches has no names, no markup, and nothing that stands for other characters.
const secretWord =
  /p(?:ass|wd)|s(?:ecret|ig|k(?![a-z]))|token|c(?:redential|ookie)|a(?:uth(?:ori|(?![a-z]))|k(?![a-z]))|j(?:aas|wt)|key|bearer/i;
const escapeOrMarkup = /[@<\0]|\\[u/]|%[\da-f]{2}|&(?:#|\w{2,4};)/i;
const jsonEscape = /\\(?:u[\da-f]{4}|["'\\/bfnrt])/gi;
// A % and a character beyond ASCII are decoded as a whole.
const anyEscape =
  /\\(?:u[\da-f]{4}|["'\\/bfnrt])|%[0-7][\da-f]|(?:%[89a-f][\da-f])+|&(?:#\d{1,7}|#x[\da-f]{1,6}|quot|apos|amp|lt|gt);|\0+/gi;
const mostEncodings = 3;
// Past so many secrets in one request, all text is hidden: looking for each would take too long.
const mostSecrets = 100;
// So much of a secret is enough to know it, such as one that was cut.
const headLength = 24;

interface Range {
  start: number;
  end: number;
  /** A number of JSON, in whose place a string has to stand. */
  isNumber?: boolean;
}

/** What a search is after, and where it keeps what it finds by name. */
interface Search {
  secrets: readonly string[];
  found?: Set<string>;
}

/** Knows every place where secrets hide. */
export const fullRedaction: Redaction = { find: findSecrets, hide: hideSecrets };

/** The secrets that a text holds, by the names in it. */
export function findSecrets(text: string): Set<string> {
  const found = new Set<string>();
  findRanges(text, { secrets: [], found }, 0);
  return found;
}

/**
 * A text in which these secrets are replaced, and all that stand in it by a name. The rest stays as it is.
 * @param secrets Texts to replace wherever they occur, however they are encoded.
 */
export function redactText(text: string, secrets: Iterable<string> = []): string {
  return hideSecrets(text, listWorthHiding(secrets));
}

function hideSecrets(text: string, secrets: readonly string[]): string {
  if (secrets.length > mostSecrets) return text === '' ? text : replacement;
  const ranges = findRanges(text, { secrets }, 0);
  return ranges.length === 0 ? text : replaceRanges(text, ranges);
}

/** A value in which every string, however deep, is redacted as {@link redactText} does, and every value named as a secret is. */
export function redact<Value>(value: Value, secrets: Iterable<string> = []): Value {
  const all = listWorthHiding(secrets);
  const redactPart = (part: unknown, isSecret: boolean, depth: number): unknown => {
    if (isSecret && (typeof part === 'number' || typeof part === 'bigint')) return replacement;
    if (typeof part === 'string') return isSecret && !isNoSecret(part) ? replacement : hideSecrets(part, all);
    if (typeof part !== 'object' || part === null || (!Array.isArray(part) && Object.getPrototypeOf(part) !== Object.prototype))
      return part;
    // Deeper levels are dropped before the stack overflows. No response of DLI comes near.
    if (depth === 99) return replacement;
    if (Array.isArray(part)) return part.map((inner, index) => redactPart(inner, isSecret || isSecretFlag(part[index - 1]), depth + 1));
    const members = Object.entries(part).map(([key, inner]) => {
      const isNamed = isObject(inner) ? isSecretObjectName(key) : isSecretName(key);
      return [hideSecrets(key, all), redactPart(inner, isSecret || isNamed, depth + 1)];
    });
    return Object.fromEntries(members);
  };
  return redactPart(value, false, 0) as Value;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Headers in which the values of secret ones are replaced, and secrets in all others. */
export function redactHeaders(headers: Iterable<readonly [string, string]>, secrets: Iterable<string> = []): Record<string, string> {
  const all = listWorthHiding(secrets);
  return hideInHeaders(headers, (text) => hideSecrets(text, all));
}

function replaceRanges(text: string, ranges: Range[]): string {
  ranges.sort((a, b) => a.start - b.start || b.end - a.end);
  let shown = '';
  let copied = 0;
  for (const { start, end, isNumber } of ranges) {
    if (start >= copied) shown += text.slice(copied, start) + (isNumber ? `"${replacement}"` : replacement);
    copied = Math.max(copied, end);
  }
  return shown + text.slice(copied);
}

function findRanges(text: string, search: Search, encodings: number): Range[] {
  if (!secretWord.test(text) && !escapeOrMarkup.test(text) && !mayEscape(text, search.secrets)) return findTexts(text, search.secrets);
  if (isJson(text)) return findInJson(text, search);
  const ranges = [...findTexts(text, search.secrets), ...findNamed(text), ...findByForm(text), ...findInMarkup(text)];
  for (const { start, end } of ranges) search.found?.add(text.slice(start, end));
  if (encodings < mostEncodings && text.search(anyEscape) !== -1) {
    const { text: meaning, locate } = decode(text, anyEscape);
    for (const range of findRanges(meaning, search, encodings + 1)) ranges.push(mapRange(range, locate));
  }
  return ranges;
}

/** Whether a text may hold secrets that JSON writes with a backslash. */
function mayEscape(text: string, secrets: readonly string[]): boolean {
  return text.includes('\\') && secrets.some((secret) => /["\\\p{Cc}]/u.test(secret));
}

function findTexts(text: string, secrets: readonly string[]): Range[] {
  const ranges: Range[] = [];
  for (const secret of secrets) {
    const head = secret.slice(0, headLength);
    let end = 0;
    for (let start = text.indexOf(head); start !== -1; start = text.indexOf(head, end)) {
      end = start + head.length;
      while (end - start < secret.length && text[end] === secret[end - start]) end++;
      ranges.push({ start, end });
    }
  }
  return ranges;
}

interface Decoded {
  text: string;
  /** Where a place in the text stands in what was decoded. */
  locate(place: number): number;
}

function decode(text: string, escapes: RegExp): Decoded {
  const origins = new Uint32Array(text.length + 1);
  const parts: string[] = [];
  let length = 0;
  let copied = 0;
  const copy = (end: number) => {
    if (end > copied) parts.push(text.slice(copied, end));
    while (copied < end) origins[length++] = copied++;
  };
  escapes.lastIndex = 0;
  for (let match = escapes.exec(text); match !== null; match = escapes.exec(text)) {
    copy(match.index);
    const meaning = decodeEscape(match[0]);
    parts.push(meaning);
    for (let place = 0; place < meaning.length; place++) origins[length++] = match.index;
    copied = escapes.lastIndex;
  }
  copy(text.length);
  origins[length] = text.length;
  return { text: parts.join(''), locate: (place) => origins[place] ?? text.length };
}

const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const entities: Record<string, string> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' };

function decodeEscape(written: string): string {
  const [first, second = ''] = written;
  if (first === '\\') {
    if (written.length === 6) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
    return controls[second] ?? second;
  }
  if (first === '%') {
    try {
      return decodeURIComponent(written);
    } catch {
      return written;
    }
  }
  if (first !== '&') return '';
  if (second !== '#') return entities[written.slice(1, -1).toLowerCase()] ?? written;
  const code = /x/i.test(written[2] ?? '') ? Number.parseInt(written.slice(3), 16) : Number.parseInt(written.slice(2), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : written;
}

function mapRange({ start, end }: Range, locate: Decoded['locate']): Range {
  return { start: locate(start), end: locate(end) };
}

function isJson(text: string): boolean {
  if (!/^\s*[{["]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function findInJson(text: string, search: Search): Range[] {
  const ranges: Range[] = [];
  const token = /[{}[\]"]|[^\s{}[\]",:]+/g;
  // Of the value that comes next: that of its property, or the argument before it.
  let name = '';
  let depth = 0;
  // The depth within a secret object or array, all of which is secret.
  let secretDepth = Number.POSITIVE_INFINITY;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [sign] = match;
    const isSecret = depth >= secretDepth || (name !== '' && (sign === '{' ? isSecretObjectName : isSecretName)(name));
    if (sign === '{' || sign === '[') {
      depth += 1;
      if (isSecret) secretDepth = Math.min(secretDepth, depth);
      name = '';
    } else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth < secretDepth) secretDepth = Number.POSITIVE_INFINITY;
      name = '';
    } else if (sign === '"') {
      const start = match.index + 1;
      token.lastIndex = findStringEnd(text, match.index);
      const content = text.slice(start, token.lastIndex - 1);
      const { text: meaning, locate } = content.includes('\\')
        ? decode(content, jsonEscape)
        : { text: content, locate: (place: number) => place };
      const isName = isFollowedByColon(text, token.lastIndex);
      const isNextFlag = name.startsWith('-') && meaning.startsWith('--');
      if (isSecret && !isName && !isNextFlag) {
        if (!isNoSecret(meaning)) ranges.push({ start, end: start + content.length });
        search.found?.add(meaning);
      } else {
        for (const range of findRanges(meaning, search, 0)) {
          const { start: from, end } = mapRange(range, locate);
          ranges.push({ start: start + from, end: start + end });
        }
      }
      name = isName || isSecretFlag(meaning) ? meaning : '';
    } else {
      if ((isSecret && /\d/.test(sign)) || findTexts(sign, search.secrets).length > 0) {
        ranges.push({ start: match.index, end: token.lastIndex, isNumber: true });
        search.found?.add(sign);
      }
      name = '';
    }
  }
  return ranges;
}

function isFollowedByColon(text: string, end: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = end;
  return colon.test(text);
}

/** Whether what comes after an argument is secret, such as `--password`. */
function isSecretFlag(argument: unknown): boolean {
  return typeof argument === 'string' && /^--?[\w.-]+$/.test(argument) && isSecretName(argument);
}

/** What stands for no value, or for one that is elsewhere. */
function isNoSecret(value: string): boolean {
  return /^(?:null|none|true|false|undefined|\[redacted\]|\$\{[\w.]+\})?$/i.test(value);
}

// A name with its quote, and what leads to its value: password = , "password": , --password , password '…'.
const lead = /(?<![\w.%\\-])((?:(?:api|access|private|account|secret) )?[\w.%\\-]+)(["'`]?)(\s*(?:=>?|:=?(?!:))\s*|[\s,]+)/gi;
// A value without quotes goes on over a quote or comma, unless something follows that ends it, or the next name.
const bareEnd = /[\s&<>]|["'`](?=[\s,;:)\]}&<>/]|$)|\\["'`]|[,;)](?=\s|$|[,;)]|["'`]?[\w.-]+["'`]?\s*[=:])/g;
const queryEnd = /[\s&#<>]|["'`](?=[\s,;:)\]}&<>/]|$)|\\["'`]/g;
const scheme = /(?:basic|bearer|digest|negotiate|sdk-hmac-sha256)\s+/iy;

function findNamed(text: string): Range[] {
  const ranges: Range[] = [];
  lead.lastIndex = 0;
  for (let match = lead.exec(text); match !== null; match = lead.exec(text)) {
    const [whole, written = '', , separator = ''] = match;
    const name = /[\\%]/.test(written) ? decode(written, anyEscape).text : written;
    if (!isSecretName(name)) {
      // What looks like a separator may belong to the next name, and a value may be a name.
      lead.lastIndex = match.index + whole.length - separator.length + 1;
      continue;
    }
    const start = match.index + whole.length;
    const range = findValue(text, start, name, separator, text.slice(Math.max(0, match.index - 20), match.index));
    if (range === undefined || range.start === range.end || isNoSecret(text.slice(range.start, range.end))) {
      lead.lastIndex = match.index + whole.length - separator.length + 1;
      continue;
    }
    ranges.push(range);
    lead.lastIndex = range.end;
  }
  return ranges;
}

function findValue(text: string, start: number, name: string, separator: string, before: string): Range | undefined {
  const isFlag = name.startsWith('-');
  const quote = text[start] ?? '';
  if (/["'`]/.test(quote))
    return separator.includes(',') && !isFlag ? undefined : { start: start + 1, end: findQuoteEnd(text, start + 1, quote) };
  if (text.startsWith(replacement, start)) return undefined;
  const sign = separator.trim();
  if (/form-data; *name="$/i.test(before)) return findPart(text, start - separator.length);
  if (sign === '' || sign === ',') return isFlag && quote !== '-' ? { start, end: findBareEnd(text, start) } : undefined;
  if (quote === '{' && !isSecretObjectName(name)) return undefined;
  if (quote === '[' || quote === '{') return { start, end: findBracketEnd(text, start) };
  // An argument on its own, such as an entry of a list, is its value up to the end.
  if (isFlag && before === '' && !/\s/.test(text)) return { start, end: text.length };
  if (sign.startsWith(':')) return findHeaderValue(text, start, name, before);
  const from = skipScheme(text, start);
  const isInQuery = /[?&]$/.test(before) || (before === '' && !/\s/.test(text));
  const end = findBareEnd(text, from, isInQuery ? queryEnd : bareEnd);
  const value = text.slice(from, end);
  // A statement compares columns.
  if (/^[a-z_]\w*(?:\.[a-z_]\w*)+$/i.test(value) && (separator !== sign || getLastPart(value) === getLastPart(name))) return undefined;
  return separator === sign || /(?:^|[;\n\r{])\s*(?:set\s+)?["'`]?$/i.test(before) ? { start: from, end } : undefined;
}

/** Of `X-Auth-Token: …`, `password: …`; not of a sentence. */
function findHeaderValue(text: string, start: number, name: string, before: string): Range | undefined {
  if (!/(?:^|[\n\r{[(,;'"`&>])\s*$/.test(before)) return undefined;
  const from = skipScheme(text, start);
  const end = findBareEnd(text, from);
  if (from > start || /^(?:set-)?cookie2?$/i.test(name)) return { start, end: findLineEnd(text, start) };
  return /[^\S\n\r]+[^\s,;)\]}]/y.test(text.slice(end, end + 2)) ? undefined : { start: from, end };
}

const partHead = /(?:\r?\n[\w-]+:[^\r\n]{0,200}){0,5}\r?\n\r?\n/y;

/** The value of a field of `multipart/form-data`, whose name ends there. */
function findPart(text: string, nameEnd: number): Range | undefined {
  partHead.lastIndex = nameEnd;
  if (!partHead.test(text)) return undefined;
  const start = partHead.lastIndex;
  const end = text.indexOf('\n--', start);
  return { start, end: end === -1 ? text.length : end - Number(text[end - 1] === '\r') };
}

/** Where credentials begin that may have the name of their scheme before them. */
function skipScheme(text: string, start: number): number {
  scheme.lastIndex = start;
  return scheme.test(text) ? scheme.lastIndex : start;
}

function findLineEnd(text: string, start: number): number {
  const end = /["'`<\n\r]/g;
  end.lastIndex = start;
  return end.exec(text)?.index ?? text.length;
}

function getLastPart(name: string): string | undefined {
  return name.toLowerCase().split('.').at(-1);
}

function findBareEnd(text: string, start: number, ends: RegExp = bareEnd): number {
  ends.lastIndex = start;
  return ends.exec(text)?.index ?? text.length;
}

/** Where a list or object ends that is secret as a whole. */
function findBracketEnd(text: string, start: number): number {
  const sign = /["'`[\]{}]/g;
  sign.lastIndex = start;
  let depth = 0;
  for (let match = sign.exec(text); match !== null; match = sign.exec(text)) {
    const [found] = match;
    if (found === '[' || found === '{') depth += 1;
    else if (found === ']' || found === '}') depth -= 1;
    else sign.lastIndex = findQuoteEnd(text, sign.lastIndex, found) + 1;
    if (depth === 0) return sign.lastIndex;
  }
  return text.length;
}

/** Where a quoted value ends: `'it''s'` and `'it\'s'` go on. An open one goes to the end. */
function findQuoteEnd(text: string, start: number, quote: string): number {
  let end = text.indexOf(quote, start);
  while (end !== -1) {
    let first = end;
    while (first > start && text[first - 1] === '\\') first--;
    const isEscaped = (end - first) % 2 === 1;
    // After a backslash two quotes may be the second half of a value, or its end and no more: rather too much is hidden.
    if (text[end + 1] === quote && !(isEscaped && quote === '"')) end = text.indexOf(quote, end + 2);
    else if (isEscaped) end = text.indexOf(quote, end + 1);
    else return end;
  }
  return text.length;
}

const userInfo = /:\/\/[^\s/?#"'<>@:]{0,200}:((?:[^\s/?#"'<>]|'(?![\s,;)\]}])){0,500})@/dg;
const bearer = /\bbearer\s+([\w.~+/-]{16,}=*)/dgi;
const privateKey = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----([\s\S]*?)(?:-----END|$)/dg;

/** What shows by its form that it is secret. */
function findByForm(text: string): Range[] {
  return [userInfo, bearer, privateKey].flatMap((form) => findGroups(text, form));
}

const element = /<([\w:.-]+)(?:\s[^<>]*)?>([^<]+)<\//dg;
const cells = /<(?:td|th|dt)\b[^<>]*>([^<>]{1,60})<\/\w+>\s*<(?:td|dd)\b[^<>]*>([^<]+)/dgi;
const tag = /<\w[^<>]*>/g;
const inputName = /\s(?:name|type|id)\s*=\s*["']?([\w.-]+)/gi;
const inputValue = /\svalue\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/dgi;

function findInMarkup(text: string): Range[] {
  if (!text.includes('<')) return [];
  const inputs = Array.from(text.matchAll(tag), ({ 0: input, index }) => {
    if (![...input.matchAll(inputName)].some(([, name = '']) => isSecretName(name))) return [];
    return findGroups(input, inputValue).map(({ start, end }) => ({ start: index + start, end: index + end }));
  });
  return [...inputs.flat(), ...findGroups(text, element, isSecretName), ...findGroups(text, cells, isSecretName)];
}

/** Where the last group of a pattern stands; with a condition, only where the first one meets it. */
function findGroups(text: string, pattern: RegExp, isWanted?: (name: string) => boolean): Range[] {
  const ranges: Range[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [start, end] = match.indices?.findLast((place) => place !== undefined) ?? [0, 0];
    // What ends one element begins the next.
    if (isWanted) pattern.lastIndex = match.index + 1;
    if ((!isWanted || isWanted(match[1] ?? '')) && !isNoSecret(text.slice(start, end).trim())) ranges.push({ start, end });
  }
  return ranges;
}
