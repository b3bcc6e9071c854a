/** The longest time that timers take, in milliseconds. Given more, they fire at once. */
export const longestTimer = 2 ** 31 - 1;
