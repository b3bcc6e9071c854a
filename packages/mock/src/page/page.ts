import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';

/** Seen from `src/page` as from any folder of `dist`. */
const file = new URL('../page/page.html', import.meta.url);

let page: { html: string; headers: Record<string, string> } | undefined;

/** Sends the live page. Its script and style are its own, and it may ask nothing of any other address. */
export function sendPage(response: ServerResponse): void {
  page ??= readPage();
  response.writeHead(200, page.headers).end(page.html);
}

function readPage(): { html: string; headers: Record<string, string> } {
  const html = readFileSync(file, 'utf8');
  const policy = [
    `default-src 'none'`,
    `script-src ${hashElement(html, 'script')}`,
    `style-src ${hashElement(html, 'style')}`,
    `connect-src 'self'`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ];
  return {
    html,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      vary: 'accept',
    },
  };
}

function hashElement(html: string, element: 'script' | 'style'): string {
  const text = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(html)?.[1] ?? '';
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
