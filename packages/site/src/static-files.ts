// Serves the files of a folder: compressed, with a strict policy, kept by browsers as long as their content is the same.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
};

const headers = {
  'content-security-policy': [
    "default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:",
    "base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  vary: 'accept-encoding',
};

interface StaticFile {
  content: Buffer;
  hash: string;
  type: string;
  /** When it was read, so that it is read again after a build. */
  modified: number;
  compressed: Map<string, Buffer>;
}

/** Appended to the pages while somebody edits them. */
const reloadScript = '<script src="/docs/-/reload.js"></script>';

/**
 * Creates a server of the files in a folder.
 * @param base where the folder is served, with a slash at its end
 * @param replaced contents instead of those of files, by name
 */
export function createFiles(folder: string, base: string, replaced: Record<string, string>) {
  const known = new Map<string, StaticFile>();

  function findFile(name: string): StaticFile | undefined {
    // Below a root, `..` leads nowhere.
    const path = join(folder, normalize(`/${name}`));
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats?.isFile()) return undefined;
    const file = known.get(path);
    if (file?.modified === stats.mtimeMs) return file;
    const content = name in replaced ? Buffer.from(replaced[name] ?? '') : readFileSync(path);
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 16);
    const found = {
      content,
      hash,
      type: types[extname(path)] ?? 'application/octet-stream',
      modified: stats.mtimeMs,
      compressed: new Map(),
    };
    known.set(path, found);
    return found;
  }

  /** A page that is not there, with links that lead on from any depth. */
  function findMissing(): StaticFile | undefined {
    const page = findFile('404.html');
    if (!page) return undefined;
    const content = Buffer.from(page.content.toString().replace(/<base href="[^"]*">/, `<base href="${base}">`));
    return { ...page, content, compressed: new Map() };
  }

  return {
    respond(request: IncomingMessage, response: ServerResponse, isEdited = false): void {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end();
        return;
      }
      const [pathname = '', query = ''] = (request.url ?? '/').split('?');
      const search = query && `?${query}`;
      const name = decodeName(pathname.slice(base.length));
      const file = findFile(name === '' || name.endsWith('/') ? `${name}index.html` : name);
      // A folder without a slash, whose relative links would lead elsewhere, or a page without its ending.
      const other = file
        ? undefined
        : [`${name}/`, `${name}.html`].find((each) => findFile(each.endsWith('/') ? `${each}index.html` : each));
      if (other !== undefined) response.writeHead(302, { location: `${base}${other}${search}` }).end();
      else send(request, response, file ?? findMissing(), { status: file ? 200 : 404, isEdited, isVersioned: search.startsWith('?v=') });
    },
  };
}

/** A name that is not encoded properly is that of no file. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name).replaceAll('\0', '');
  } catch {
    return '%';
  }
}

interface Sending {
  status: number;
  isEdited: boolean;
  /** The address has the hash of its content. */
  isVersioned: boolean;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  file: StaticFile | undefined,
  { status, isEdited, isVersioned }: Sending,
): void {
  if (!file) {
    response.writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end('No such page. The docs begin at /docs/\n');
    return;
  }
  const isPage = file.type.startsWith('text/html');
  const isKept = !isEdited && status === 200;
  const encoding = /\bbr\b/.test(request.headers['accept-encoding'] ?? '')
    ? 'br'
    : /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      ? 'gzip'
      : '';
  const etag = `"${file.hash}${encoding && `-${encoding}`}"`;
  const cache = isKept
    ? { etag, 'cache-control': isVersioned ? 'public, max-age=31536000, immutable' : 'no-cache' }
    : { 'cache-control': 'no-store' };
  if (isKept && request.headers['if-none-match']?.includes(etag)) {
    response.writeHead(304, { ...headers, ...cache }).end();
    return;
  }
  const content = isEdited && isPage ? Buffer.concat([file.content, Buffer.from(reloadScript)]) : encode(file, encoding);
  const encoded = encoding !== '' && !(isEdited && isPage) ? { 'content-encoding': encoding } : {};
  response.writeHead(status, { ...headers, ...cache, ...encoded, 'content-type': file.type, 'content-length': content.length });
  response.end(request.method === 'HEAD' ? undefined : content);
}

/** Compresses a file once for each encoding. */
function encode({ content, compressed }: StaticFile, encoding: string): Buffer {
  if (encoding === '') return content;
  const known = compressed.get(encoding);
  const encoded =
    known ?? (encoding === 'br' ? brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }) : gzipSync(content));
  compressed.set(encoding, encoded);
  return encoded;
}
