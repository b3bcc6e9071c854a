/** The units of `x-dli-unit`, and how a description names each. */
export const units: ReadonlyMap<string, RegExp> = new Map([
  ['ms', /\bmilliseconds?\b/i],
  ['s', /(?<!\bper )\bseconds?\b/i],
  ['bytes', /\bbytes?\b/i],
  ['times/hour', /\btimes an hour\b/i],
]);
