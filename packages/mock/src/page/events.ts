import type { ServerResponse } from 'node:http';
import { send } from '../http/send.ts';
import { errorAnswer } from '../response/response.ts';
import type { LiveActivity, LiveState } from './live.ts';

/** Sends what changes to open pages, as server-sent events: `state` at first, then `activity`. */
export interface Events {
  open(response: ServerResponse): void;
  /** Sends the whole state to every page. */
  sendState(): void;
  /** Ends all connections. */
  close(): void;
}

const mostPages = 20;
const lookMilliseconds = 250;
const aliveMilliseconds = 15_000;
/** A page that reads no more is left, with so many bytes waiting for it. */
const mostWaiting = 4 * 1024 * 1024;

export function createEvents(state: () => LiveState, activity: () => LiveActivity): Events {
  const pages = new Set<ServerResponse>();
  let looking: NodeJS.Timeout | undefined;
  let sent = '';
  let sentAt = 0;

  /** However many calls come, pages hear of them a few times a second; and without a page nobody looks. */
  function look(): void {
    const data = JSON.stringify(activity());
    if (data !== sent) write(`event: activity\ndata: ${data}\n\n`);
    else if (Date.now() - sentAt > aliveMilliseconds) write(': still here\n\n');
    sent = data;
  }

  function write(text: string): void {
    sentAt = Date.now();
    for (const page of pages) {
      if (page.writableLength > mostWaiting) page.destroy();
      else page.write(text);
    }
  }

  function leave(page: ServerResponse): void {
    pages.delete(page);
    if (pages.size > 0) return;
    clearInterval(looking);
    looking = undefined;
  }

  return {
    open(response) {
      if (pages.size >= mostPages) {
        send(response, errorAnswer(503, `No more than ${mostPages} pages can be open. Close one of them`));
        return;
      }
      pages.add(response);
      response.once('close', () => leave(response));
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: 1000\nevent: state\ndata: ${JSON.stringify(state())}\n\n`);
      looking ??= setInterval(look, lookMilliseconds).unref();
    },
    sendState() {
      write(`event: state\ndata: ${JSON.stringify(state())}\n\n`);
    },
    close() {
      for (const page of pages) page.end();
    },
  };
}
