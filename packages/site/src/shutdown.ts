/**
 * Ends the process cleanly on Ctrl-C, on SIGTERM, and when the command that started it is gone:
 * a package manager that is killed on its own leaves its children running.
 */
export function endWith(close: () => Promise<void>): void {
  const parent = process.ppid;
  const end = async (): Promise<void> => {
    clearInterval(watch);
    await close();
    process.exit(0);
  };
  const watch = setInterval(() => {
    if (process.ppid !== parent) void end();
  }, 250);
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
