import { isPlainObject } from './json.ts';

/** The first name in an object that is not among those in a text. */
export function findUnknownName(given: object, names: string): string | undefined {
  return Object.keys(given).find((name) => !names.split(' ').includes(name));
}

/** What is wrong with the options of a client that are not read elsewhere, if anything. A core does not check them, which keeps it small. */
export function findOptionProblem(options: Readonly<Record<string, unknown>>): string | undefined {
  const { baseUrl, validate = false, logger = {}, hooks = [], clock } = options;
  if (typeof baseUrl === 'string' && /^[\w.-]+:\d+$/.test(baseUrl)) return `baseUrl is not a URL. Did you mean http://${baseUrl}?`;
  if (typeof validate !== 'boolean' && typeof validate !== 'function') return 'validate has to be true, false or a function that throws.';
  const hookProblems = [hooks]
    .flat()
    .map((one) => findMethodProblem('hooks', one, 'onRequest onResponse onError onRetry', isPlainObject(one)));
  const loggerProblem = findMethodProblem('logger', logger, 'debug info warn', false);
  return hookProblems.find((problem) => problem !== undefined) ?? loggerProblem ?? findClockProblem(clock);
}

/** @param isClosed Whether there may be no others; an instance of a class has more. */
function findMethodProblem(option: string, value: unknown, names: string, isClosed: boolean): string | undefined {
  const exist = `${option} can have the methods ${names.replaceAll(' ', ', ')}.`;
  if (typeof value !== 'object' || value === null) return `${option} has to be an object. ${exist}`;
  const unknown = isClosed ? findUnknownName(value, names) : undefined;
  if (unknown !== undefined) return `${option} cannot have ${unknown}. ${exist}`;
  const wrong = names.split(' ').find((name) => !['function', 'undefined'].includes(typeof readMember(value, name)));
  return wrong === undefined ? undefined : `${option}.${wrong} is not a function. ${exist}`;
}

/** What is wrong with a clock, if anything. */
export function findClockProblem(clock: unknown): string | undefined {
  if (clock === undefined || isClock(clock)) return undefined;
  const hint = isClock(readMember(clock, 'timer')) ? ' Did you mean its timer, such as mock.clock.timer?' : '';
  return `clock has to have the methods now and sleep.${hint}`;
}

function isClock(clock: unknown): boolean {
  return ['now', 'sleep'].every((name) => typeof readMember(clock, name) === 'function');
}

function readMember(value: unknown, name: string): unknown {
  return (value as Record<string, unknown> | null | undefined)?.[name];
}
