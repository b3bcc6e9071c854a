import type { Log } from './log.ts';

/** One JSON object a line. `time`, `level` and `event` are in each; the other fields depend on the event alone. */
export function createJsonLog(print: (line: string) => void): Log {
  const write = (level: 'info' | 'warn' | 'error', event: string, fields: Record<string, unknown>, time = new Date().toISOString()) =>
    print(JSON.stringify({ time, level, event, ...fields }));

  return {
    listening({ address: { url, host, port }, operationCount, about }) {
      write('info', 'listening', { url, host, port, operations: operationCount, about });
    },
    call({ time, ...summary }) {
      const departs = summary.violations.length > 0 || summary.answerViolations.length > 0;
      write(summary.status >= 500 ? 'error' : departs ? 'warn' : 'info', 'call', { ...summary }, time);
    },
    reloaded(document, operations) {
      write('info', 'reloaded', { document, operations });
    },
    notReloaded(document, message) {
      write('error', 'not-reloaded', { document, message });
    },
    notice(message) {
      write('warn', 'notice', { message });
    },
  };
}
