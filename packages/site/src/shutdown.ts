import type { Server } from 'node:http';

/**
 * Ends the process cleanly on Ctrl-C, on SIGTERM, and when the command that started it is gone:
 * a package manager killed on its own leaves its children running.
 */
export function endWith(server: Server): void {
  const parent = process.ppid;
  const end = () => {
    clearInterval(watch);
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  const watch = setInterval(() => process.ppid !== parent && end(), 250);
  watch.unref();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
