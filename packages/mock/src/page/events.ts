import type { ServerResponse } from 'node:http';
import { sendWhole } from '../http/send.ts';
import { createError } from '../response/response.ts';

/** Sends what changes to open pages, as server-sent events: `state` at first, then `activity`. */
export interface Events {
  open(response: ServerResponse): void;
  /** Sends the whole state to every page. */
  sendState(): void;
  /** Ends all connections. */
  close(): void;
}

const mostPages = 20;
const pollMilliseconds = 250;
const aliveMilliseconds = 15_000;
/** A page that no longer reads is cut off with so many bytes waiting for it. */
const mostWaiting = 4 * 1024 * 1024;

export function createEvents(getState: () => object, getActivity: () => object): Events {
  const pages = new Set<ServerResponse>();
  let polling: NodeJS.Timeout | undefined;
  let sent = '';
  let sentAt = 0;

  /** However many calls come, pages get them a few times a second. */
  function poll(): void {
    const data = JSON.stringify(getActivity());
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

  function remove(page: ServerResponse): void {
    pages.delete(page);
    if (pages.size > 0) return;
    clearInterval(polling);
    polling = undefined;
  }

  return {
    open(response) {
      if (pages.size >= mostPages) {
        sendWhole(response, createError(503, `No more than ${mostPages} pages can be open. Close one of them`));
        return;
      }
      pages.add(response);
      response.once('close', () => remove(response));
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: 1000\nevent: state\ndata: ${JSON.stringify(getState())}\n\n`);
      polling ??= setInterval(poll, pollMilliseconds).unref();
    },
    sendState() {
      write(`event: state\ndata: ${JSON.stringify(getState())}\n\n`);
    },
    close() {
      for (const page of pages) page.end();
    },
  };
}
