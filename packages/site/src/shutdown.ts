/**
 * Ends the process cleanly on Ctrl-C, on SIGTERM, and when its parent is gone, because a package manager that is killed leaves its
 * children running.
 */
export function closeOnExit(close: () => Promise<void>): void {
  const parent = process.ppid;
  const exit = async (): Promise<void> => {
    clearInterval(watch);
    await close();
    process.exit(0);
  };
  const watch = setInterval(() => {
    if (process.ppid !== parent) void exit();
  }, 250);
  process.once('SIGINT', exit);
  process.once('SIGTERM', exit);
}
