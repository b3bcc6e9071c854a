import { expect, it } from 'vitest';
import { createLog, paintForTerminal, paintNothing, wantsColours } from '../src/command/log.ts';
import type { LogFormat } from '../src/command/options.ts';
import type { CallSummary } from '../src/journal/summary.ts';
import { printed, start } from './command-support.ts';
import { jobsPath, token } from './support.ts';

const call: CallSummary = {
  time: '2026-01-02T03:04:05.678Z',
  method: 'GET',
  path: '/v1.0/p/streaming/jobs',
  operationId: 'listFlinkJobs',
  status: 200,
  milliseconds: 1.5,
  message: null,
  violations: [],
  responseViolations: [],
};
const violation = { pointer: 'query.limit', rule: 'maximum', message: 'must be at most 100', found: '"1000"' };

function logged(format: LogFormat, summary: CallSummary, paint = paintNothing): string[] {
  const lines: string[] = [];
  createLog(format, (line) => lines.push(line), paint).call(summary);
  return lines;
}

it('reports a call in one line', () => {
  expect(logged('pretty', call)).toEqual([
    expect.stringMatching(/^\d\d:\d\d:05 GET {4}200 listFlinkJobs \/v1\.0\/p\/streaming\/jobs 1\.5 ms$/),
  ]);
});

it('reports violations below it, and whose they are', () => {
  expect(logged('pretty', { ...call, violations: [violation], responseViolations: [violation] }).slice(1)).toEqual([
    '         query.limit must be at most 100, found "1000"',
    '         the response: query.limit must be at most 100, found "1000"',
  ]);
});

it('reports why a request that leads to no operation was refused', () => {
  expect(logged('pretty', { ...call, status: 404, message: 'The document has no path /x' })[1]).toBe(
    '         The document has no path /x',
  );
});

it('makes visible what would command the terminal', () => {
  const [, line] = logged('pretty', { ...call, violations: [{ ...violation, pointer: 'body.\u001B[2J\u202E' }] });

  expect(line).toContain('body.\\u{1b}[2J\\u{202e} must');
});

it('reports a call as one JSON object whose fields are the same for all calls', () => {
  const [line = ''] = logged('json', { ...call, violations: [violation] });

  expect(JSON.parse(line)).toEqual({ level: 'warn', event: 'call', ...call, violations: [violation] });
});

it('reports no call when it is silent', () => {
  expect(logged('silent', call)).toEqual([]);
});

it('colours on a terminal only, and not where NO_COLOR is set', () => {
  expect(wantsColours({ isTTY: true }, {})).toBe(true);
  expect(wantsColours({}, {})).toBe(false);
  expect(wantsColours({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
  expect(logged('pretty', { ...call, status: 404 }, paintForTerminal)[0]).toContain('\u001B[33m404\u001B[39m');
});

it('writes nothing but JSON objects with --log json', async () => {
  const command = await start('--log', 'json');
  await fetch(`${command.url}${jobsPath}?limit=0`, { headers: token });
  await printed(command, /"call"/);

  expect(command.lines.map((line) => JSON.parse(line).event)).toEqual(['listening', 'call']);
});

it('never writes tokens and passwords', async () => {
  const command = await start();
  const headers = { 'x-auth-token': 'geheim', 'x-security-token': 'geheim', authorization: 'SDK-HMAC-SHA256 geheim' };
  await fetch(`${command.url}${jobsPath}?X-Auth-Token=geheim&token=%ZZgeheim`, { headers });
  await printed(command, /listFlinkJobs/);
  const state = await (await fetch(`${command.url}/-/state`)).text();

  expect(command.lines.join('\n') + state).not.toContain('geheim');
});
