// Timeouts of tests, which do not measure speed: whatever takes longer hangs, even on a busy machine.

/** Milliseconds for one wait of a test: for a process, a page, a line. */
export const waitLimit = 120_000;

/** Milliseconds for a test: more, so that a hanging wait ends first and says what it waited for. */
export const testLimit = 300_000;
