export * from '../generated/json-strings.ts';
export { DliJsonError } from './json-error.ts';
export { parseJson } from './parse-json.ts';
export { stringifyJson } from './stringify-json.ts';
