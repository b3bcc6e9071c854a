// Requests as no client would send them, generated from a seed.
import fc from 'fast-check';

/** What is done to a server on one connection. */
export interface Attack {
  /** Sent one after the other. */
  pieces: Buffer[];
  /** The pause between pieces, in milliseconds. */
  pause: number;
  /**
   * `close` ends the sending half and reads all that comes, `stay` reads it until the server ends the connection; the others leave
   * without a word, or with a reset.
   */
  ending: 'close' | 'stay' | 'leave' | 'reset';
}

const jobs = '/v1.0/330e068af1334c9782f4226acc00a2e2/streaming';

const oddTexts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.stringMatching(/^[\x20-\x7e]{0,60}$/),
  fc.constantFrom('', '%', '%ZZ', '%00', '%FF', '..', '//', '*', ';;;', '"', ',', '=', '作业', '\uFEFF', '\ud800', '__proto__', '1e999'),
);

const methods = fc.oneof(
  fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT', 'PRI', 'get', 'FETCH!'),
  fc.stringMatching(/^[A-Z]{1,9}$/),
);

const targets = fc.oneof(
  fc.constantFrom(`${jobs}/jobs`, `${jobs}/jobs/104`, `${jobs}/flink-jobs`, '/', '*', '//', 'mock:443', 'http://', 'http://[', '/v1.0/%ZZ'),
  fc
    .tuple(fc.constantFrom('limit', 'offset', 'name', '__example', '__code', 'x'), oddTexts)
    .map(([name, text]) => `${jobs}/jobs?${name}=${text}`),
  oddTexts.map((text) => `${jobs}/jobs/${text}`),
  oddTexts,
  fc.integer({ min: 1000, max: 30_000 }).map((length) => `/${'a'.repeat(length)}`),
);

const headerValues: Record<string, string[]> = {
  'content-length': ['0', '1', '10', '-1', '1e3', '99999999999999999999', '11534336', '5, 5'],
  'transfer-encoding': ['chunked', 'gzip, chunked', 'chunked, chunked', 'identity', 'nonsense'],
  'content-type': ['application/json', 'application/json; charset=utf-8', 'text/plain', ';;;', 'application/json; charset=utf-16'],
  'content-encoding': ['gzip', 'br', 'identity', 'nonsense'],
  'x-auth-token': ['any', '', ' '],
  authorization: ['SDK-HMAC-SHA256 x', 'Bearer x', ''],
  expect: ['100-continue', 'cake'],
  connection: ['close', 'keep-alive', 'upgrade', 'nonsense'],
  upgrade: ['websocket', 'h2c'],
  host: ['mock', '', 'a:b:c', '[::1', 'rebound.example', 'localhost.example:80', '[::1]:80', '127.1', 'LOCALHOST.'],
  accept: ['a', '*/*', 'text/html', ''],
  prefer: ['code=429', 'code=200, example=zzz', 'code=', 'example="', 'dynamic=yes', 'dynamic=true', '=,;='],
  origin: ['null', 'http://elsewhere', 'http://localhost'],
  'access-control-request-method': ['PUT', ''],
  'access-control-request-headers': ['x-a', 'x'.repeat(2000)],
};

const headers = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...Object.entries(headerValues))
      .chain(([name, values]) => fc.constantFrom(...values).map((value) => `${name}: ${value}`)),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...Object.keys(headerValues)), oddTexts).map(([name, value]) => `${name}: ${value}`) },
  { weight: 1, arbitrary: fc.tuple(oddTexts, oddTexts).map(([name, value]) => `${name}: ${value}`) },
  { weight: 1, arbitrary: fc.integer({ min: 1000, max: 40_000 }).map((length) => `x-long: ${'x'.repeat(length)}`) },
);

const bodies = fc
  .oneof(
    fc.constantFrom(
      '',
      '{}',
      '{"name":"a"}',
      '{"name":',
      '[',
      ' ',
      '\uFEFF{}',
      'null',
      '{"name":9007199254740993}',
      '{"作业":1}',
      '['.repeat(50_000),
      `{"name":"a","cu_number":${'1'.repeat(50_000)}}`,
      `{"name":"a","tags":[${'1,'.repeat(20_000)}1]}`,
      `${'{"a":[9007199254740993,'.repeat(2000)}`,
      `{${'"a":1,'.repeat(10_000)}"a":9007199254740993}`,
      `{"name":"${'\\"'.repeat(20_000)}"}`,
      `{"name":"${'<a value= '.repeat(4000)}"}`,
      `{"name":"${"password = ' ".repeat(4000)}"}`,
      `{"name":${JSON.stringify(JSON.stringify({ a: JSON.stringify({ password: 'x'.repeat(20_000) }) }))}}`,
      '{"__proto__":{"name":1},"constructor":{},"name":"a"}',
      '{12345678901234567:1}',
    ),
    fc.json({ maxDepth: 4 }),
    oddTexts,
  )
  .map((text) => Buffer.from(text));

const anyBodies = fc.oneof(
  { weight: 4, arbitrary: bodies },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
);

const framings = fc.constantFrom('right', 'none', 'too short', 'too long', 'chunked', 'broken chunks', 'both');

function framed(framing: string, body: Buffer): { header: string; body: Buffer } {
  const chunked = Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
  if (framing === 'none') return { header: '', body };
  if (framing === 'chunked')
    return { header: 'transfer-encoding: chunked\r\n', body: body.length > 0 ? chunked : Buffer.from('0\r\n\r\n') };
  if (framing === 'broken chunks') return { header: 'transfer-encoding: chunked\r\n', body: chunked.subarray(1) };
  if (framing === 'both') return { header: `transfer-encoding: chunked\r\ncontent-length: ${body.length}\r\n`, body: chunked };
  const length = body.length + (framing === 'too short' ? -1 : framing === 'too long' ? 7 : 0);
  return { header: `content-length: ${length}\r\n`, body };
}

const composed = fc
  .record({ method: methods, target: targets, lines: fc.array(headers, { maxLength: 6 }), framing: framings, body: anyBodies })
  .map(({ method, target, lines, framing, body }) => {
    const frame = framed(framing, body);
    const head = `${method} ${target} HTTP/1.1\r\nx-auth-token: any\r\n${lines.map((line) => `${line}\r\n`).join('')}${frame.header}\r\n`;
    return Buffer.concat([Buffer.from(head), frame.body]);
  });

const plain = fc.constantFrom(
  `GET ${jobs}/jobs?limit=5 HTTP/1.1\r\nhost: localhost\r\nx-auth-token: any\r\n\r\n`,
  `HEAD ${jobs}/jobs/104 HTTP/1.1\r\nhost: localhost\r\nx-auth-token: any\r\n\r\n`,
  `POST ${jobs}/flink-jobs HTTP/1.1\r\nhost: localhost\r\nx-auth-token: any\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n{"name":"a"}`,
);

/** A request that is as it should be but for one byte. */
const damaged = fc
  .record({ text: plain, at: fc.nat(1000), byte: fc.nat(255), how: fc.constantFrom('replace', 'insert', 'remove') })
  .map(({ text, at, byte, how }) => {
    const bytes = Buffer.from(text);
    const place = at % bytes.length;
    const between = how === 'remove' ? [] : [byte];
    return Buffer.concat([bytes.subarray(0, place), Buffer.from(between), bytes.subarray(how === 'insert' ? place : place + 1)]);
  });

const requests = fc.oneof(
  { weight: 6, arbitrary: composed },
  { weight: 3, arbitrary: damaged },
  { weight: 1, arbitrary: plain.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 500 }).map((bytes) => Buffer.from(bytes)) },
);

/** One connection's worth: one request or several at once, whole or in pieces, cut short or not. */
const attacks: fc.Arbitrary<Attack> = fc
  .record({
    sent: fc.oneof(
      { weight: 4, arbitrary: fc.tuple(requests) },
      { weight: 1, arbitrary: fc.array(requests, { minLength: 2, maxLength: 8 }) },
    ),
    cuts: fc.oneof(
      { weight: 3, arbitrary: fc.constant<number[]>([]) },
      { weight: 1, arbitrary: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }) },
    ),
    share: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) }),
    pause: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) }),
    ending: fc.oneof(
      { weight: 6, arbitrary: fc.constant('close' as const) },
      { weight: 1, arbitrary: fc.constantFrom('leave' as const, 'reset' as const) },
    ),
  })
  .map(({ sent, cuts, share, pause, ending }) => {
    const all = Buffer.concat(sent);
    const bytes = all.subarray(0, Math.ceil(all.length * share));
    const places = [0, ...cuts.map((cut) => Math.floor(cut * bytes.length)).sort((a, b) => a - b), bytes.length];
    const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
    return { pieces: pieces.filter(({ length }) => length > 0), pause, ending };
  });

/** So many attacks, the same for the same seed. */
export function createAttacks(seed: number, count: number): Attack[] {
  return fc.sample(attacks, { seed, numRuns: count });
}

/** One request that is as it should be. */
export const request: Attack = {
  pieces: [Buffer.from(`GET ${jobs}/jobs HTTP/1.1\r\nhost: localhost\r\nx-auth-token: any\r\nconnection: close\r\n\r\n`)],
  pause: 0,
  ending: 'stay',
};

/** A response as no server would send it, and how its connection ends. */
export interface OddResponse {
  bytes: Buffer;
  ending: 'close' | 'stay' | 'reset';
}

const statusLines = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(200, 201, 204, 205, 304, 400, 404, 429, 500, 503).map((status) => `HTTP/1.1 ${status} Odd`) },
  { weight: 2, arbitrary: fc.constantFrom('HTTP/1.1 101 Switching', 'HTTP/1.1 100 Continue', 'HTTP/1.1 103 Hints', 'HTTP/1.1 099 Low') },
  { weight: 1, arbitrary: fc.constantFrom('HTTP/1.1 999 High', 'HTTP/2 200', 'HTTP/1.0 200 OK', 'SSH-2.0-OpenSSH_9.9', '') },
  { weight: 1, arbitrary: oddTexts },
);

const answeredHeaders = fc.oneof(
  fc.constantFrom(
    'constructor: a',
    '__proto__: b',
    'set-cookie: a=b',
    'date: never',
    'x-request-id: \u00e9',
    'www-authenticate: Token any',
  ),
  fc.constantFrom('gzip', 'br', 'deflate', 'zstd', 'constructor', '__proto__', 'gzip, gzip', '').map((name) => `content-encoding: ${name}`),
  fc.constantFrom('application/json', 'application/json; charset=utf-16', 'text/html', ';;;').map((type) => `content-type: ${type}`),
  headers,
);

const oddResponses: fc.Arbitrary<OddResponse> = fc
  .record({
    line: statusLines,
    lines: fc.array(answeredHeaders, { maxLength: 4 }),
    framing: framings,
    body: anyBodies,
    share: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) }),
    ending: fc.constantFrom('close' as const, 'stay' as const, 'reset' as const),
  })
  .map(({ line, lines, framing, body, share, ending }) => {
    const frame = framed(framing, body);
    const head = `${line}\r\n${lines.map((header) => `${header}\r\n`).join('')}${frame.header}\r\n`;
    const all = Buffer.concat([Buffer.from(head), frame.body]);
    return { bytes: all.subarray(0, Math.ceil(all.length * share)), ending };
  });

/** So many odd responses, the same for the same seed. */
export function createOddResponses(seed: number, count: number): OddResponse[] {
  return fc.sample(oddResponses, { seed, numRuns: count });
}
