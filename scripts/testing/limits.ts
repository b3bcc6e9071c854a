// How patient the tests are. It is no measure of speed: what takes so long on a busy machine hangs.

/** Milliseconds for one thing that a test waits for: a process, a page, a line. */
export const waitLimit = 120_000;

/** Milliseconds for a test. More, so that a wait that hangs ends first and says what it was for. */
export const testLimit = 300_000;
