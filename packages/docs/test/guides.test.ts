import { createHash } from 'node:crypto';
import { buildCanonicalRequest, computeSignature, signRequest } from '@dli-openapi/client';
import { listOperations, type Node } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { formatGuideMarkdown, readGuide, renderGuide } from '../src/guides/page.ts';
import { formatStates } from '../src/guides/states.ts';
import { type Language, languages } from '../src/languages.ts';
import { guideNames } from '../src/pages.ts';
import { readKnowledge } from '../src/reference/knowledge.ts';
import { getWords } from '../src/words/index.ts';

const document = readDocument();
const operations = listOperations(document);
/** Those that a deprecated one is replaced by. */
const replacing = new Set(
  operations
    .filter(({ node }) => node.deprecated)
    .flatMap(({ description }) => [...(description.trim().split('\n').at(-1) ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name)),
);
const translations = languages
  .filter((language) => language !== 'en')
  .flatMap((language) => guideNames.map((name) => ({ language, name })));

function blocksOf(text: string, language = '\\w+'): string[] {
  return [...text.matchAll(new RegExp(`(?:^<!-- .* -->\n)?^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block);
}

function levelsOf(text: string): string[] {
  return text
    .replaceAll(/^```.*?^```$/gms, '')
    .split('\n')
    .flatMap((line) => /^#+(?= )/.exec(line)?.[0] ?? []);
}

describe.each(translations)('the guide $name in $language', ({ language, name }) => {
  it('has the headings that the English one has', () => {
    expect(levelsOf(readGuide(language, name))).toEqual(levelsOf(readGuide('en', name)));
  });

  it('has the same addresses for them', () => {
    const ids = (of: Language) => renderGuide(of, name, document).headings.map(({ id }) => id);
    expect(ids(language)).toEqual(ids('en'));
  });

  it('has the same code', () => {
    expect(blocksOf(readGuide(language, name))).toEqual(blocksOf(readGuide('en', name)));
  });

  it('leads to the same places', () => {
    const targets = (of: Language) => [...readGuide(of, name).matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target).sort();
    expect([...new Set(targets(language))]).toEqual([...new Set(targets('en'))]);
  });

  it('is in Chinese, without a sentence left in English', () => {
    const prose = readGuide(language, name).replaceAll(/^```.*?^```$|`[^`]*`|<!--.*-->/gms, '');
    expect(prose.match(/[a-z']+(?: [a-z']+){2,}/gi) ?? []).toEqual([]);
  });
});

it('a guide as Markdown has its states as lists, and no comment for tests', () => {
  const knowledge = readKnowledge('en', document, { deviations: [], sources: {}, provenance: [], workflows: [] });
  const text = formatGuideMarkdown(knowledge, 'flink-job-states');
  expect(text).toMatch(/^# The life of a Flink job\n/);
  expect(text).toContain('- `job_init`: A draft that has not been run.');
  expect(text).toContain('- job_init → job_submitting: batchRunFlinkJobs');
  expect(formatGuideMarkdown(knowledge, 'testing')).not.toContain('contract.test.ts');
});

it.each(languages)('a deprecated operation stands beside what replaces it, with links to both, in %s', (language) => {
  const { text } = renderGuide(language, 'old-calls', document).body;
  const link = (operationId: string) => `<a href="operations/${operationId}.html"><code>${operationId}</code></a>`;
  for (const { operationId, node } of operations)
    expect(text.includes(link(operationId)), operationId).toBe(node.deprecated === true || replacing.has(operationId));
  expect(text).toMatch(new RegExp(`<td>${link('createAuthInfo')}</td>\\n<td>[^\\n]*${link('createJobAuthInfo')}`));
});

it('calls that are left out are 23, the same in every language, and none of the document', () => {
  const known = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const [english = [], ...others] = languages.map((language) =>
    [...readGuide(language, 'left-out').matchAll(/^\| `([A-Z]+ [^`]+)`/gm)].map(([, call = '']) => call),
  );
  expect(new Set(english).size).toBe(23);
  for (const other of others) expect(other).toEqual(english);
  expect(english.filter((call) => known.includes(call))).toEqual([]);
});

it('a comment that says of which file a block is a copy is not shown', () => {
  expect(renderGuide('en', 'testing', document).body.text).not.toContain('contract.test.ts');
});

describe('the request that is signed on the page about authentication', () => {
  const text = readGuide('en', 'authentication');
  const [request = '', authorization = ''] = blocksOf(text, 'http');
  const [canonical = '', stringToSign = ''] = blocksOf(text, 'text').map((block) => block.trimEnd());
  const [head = '', body = ''] = request.trimEnd().split('\n\n');
  const [line = '', ...fields] = head.split('\n');
  const [method = '', path = ''] = line.split(' ');
  const headers = Object.fromEntries(fields.map((field) => field.split(': ') as [string, string]));
  const keys = {
    accessKeyId: /access key `([^`]+)`/.exec(text)?.[1] ?? '',
    secretAccessKey: /secret\s+`([^`]+)`/.exec(text)?.[1] ?? '',
  };
  const { Host, 'X-Sdk-Date': date = '', ...sent } = headers;
  const url = `https://${Host}${path}`;
  const signedHeaders = Object.keys(headers).map((name) => name.toLowerCase());

  it('has that canonical form', () => {
    expect(canonical).toBe(buildCanonicalRequest({ method, url, headers, body, signedHeaders }));
  });

  it('ends in the hash of its body', () => {
    expect(canonical.split('\n').at(-1)).toBe(createHash('sha256').update(body).digest('hex'));
  });

  it('comes to that string to sign', () => {
    expect(stringToSign).toBe(`SDK-HMAC-SHA256\n${date}\n${createHash('sha256').update(canonical).digest('hex')}`);
  });

  it('has that signature', () => {
    expect(authorization.trimEnd()).toBe(
      `Authorization: SDK-HMAC-SHA256 Access=${keys.accessKeyId}, SignedHeaders=${signedHeaders.sort().join(';')}, Signature=${computeSignature(canonical, date, keys.secretAccessKey)}`,
    );
  });

  it('is what the client would send', () => {
    const signed = signRequest({ method, url, headers: sent, body }, keys, new Date('2026-01-02T03:04:05Z'));
    expect(signed).toEqual({ 'x-sdk-date': date, authorization: authorization.trimEnd().replace('Authorization: ', '') });
  });

  it('is told with a query that is sorted and encoded so', () => {
    const [, given = '', sorted] = /`(\?[^`]+)` is `([^`]+)`/.exec(text) ?? [];
    expect(sorted).toBe(buildCanonicalRequest({ method, url: url + given, signedHeaders: ['host'] }).split('\n')[2]);
  });
});

describe('the states of a job', () => {
  const words = getWords('en').states;
  const block = /```states\n(.*?)```/s.exec(readGuide('en', 'flink-job-states'))?.[1] ?? '';

  it('are each in the picture and in the table', () => {
    const { text } = formatStates(document, block, words);
    const states = document.components.schemas?.FlinkJobStatus?.enum as string[];
    for (const state of states) expect(text.match(new RegExp(`>${state}<`, 'g'))?.length, state).toBeGreaterThanOrEqual(2);
  });

  it('say of a running job what the document says can be changed', () => {
    const { FlinkJarJobSettings, FlinkJobSettings } = document.components.schemas ?? {};
    const marked = [FlinkJobSettings, FlinkJarJobSettings].flatMap((schema) =>
      Object.entries(schema?.properties as Record<string, Node>).flatMap(([name, property]) =>
        property['x-dli-while-running'] === true ? [name] : [],
      ),
    );
    const [said = ''] = /While a job runs, only a few can: .*?of a JAR job/s.exec(readGuide('en', 'flink-job-states')) ?? [];
    expect([...said.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).toEqual(marked.sort());
  });

  it('come with the calls that lead to them', () => {
    expect(formatStates(document, block, words).text).toContain('<a href="operations/batchRunFlinkJobs.html">batchRunFlinkJobs</a>');
  });

  it.each([
    ['a schema without states', 'FlinkJob\n', 'FlinkJob is not a schema with x-dli-transitions'],
    ['an event without its cause', block.replace(/^run: .*\n/m, ''), 'a line has to say which operations cause run'],
    ['an event that there is not', `${block}pause: batchStopFlinkJobs\n`, 'no operation causes pause'],
    ['an unknown operation', block.replace('batchRunFlinkJobs', 'runFlinkJobs'), 'The operation runFlinkJobs'],
  ])('are not drawn with %s', (_, wrong, problem) => {
    expect(() => formatStates(document, wrong, words)).toThrow(problem);
  });
});
