import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Node } from '@dli-openapi/openapi';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runRedocly } from '../src/redocly.ts';
import { createDocument, useFolder } from './rule-fixture.ts';

const plugin = fileURLToPath(new URL('../src/rules/plugin.ts', import.meta.url));

const files = {
  ...createDocument(
    {
      tags: [{ name: 'Jobs', 'x-displayName': 'Jobs' }],
      'x-dli-error-codes': { $ref: 'error-codes.yaml' },
      paths: { '/jobs': { get: { $ref: 'operations/listJobs.yaml' } } },
    },
    {
      'error-codes.yaml': { 'DLI.0001': { status: 400, meaning: 'Jobs', cure: 'No jobs.' } },
      'operations/listJobs.yaml': {
        operationId: 'listJobs',
        tags: ['Jobs'],
        summary: 'Jobs',
        description: 'No\njobs.\n\n```\nNo jobs.\n```\n\nUnknown to the catalogue.\n',
        responses: {
          200: {
            description: 'Jobs',
            content: {
              'application/json': {
                schema: { $ref: '../schemas/Job.yaml' },
                examples: { one: { summary: 'Jobs', value: { description: 'Jobs' } } },
              },
            },
          },
        },
      },
      'schemas/Job.yaml': {
        title: 'Jobs',
        type: 'object',
        properties: {
          description: { type: 'string', enum: ['Jobs'], 'x-enumDescriptions': { Jobs: 'Jobs' }, default: 'Jobs' },
          state: { description: 'Jobs', $ref: 'State.yaml' },
        },
      },
      'schemas/State.yaml': { description: 'No jobs.', type: 'string', examples: ['Jobs'] },
      'translations/zh-CN/all.yaml': { Jobs: '作业', 'No jobs.': '没有作业。', Title: '=' },
    },
  ),
  'redocly.yaml': {
    apis: {
      en: { root: 'openapi.yaml' },
      zh: { root: 'openapi.yaml', decorators: { 'dli/translate': { language: 'zh-CN' } } },
      de: { root: 'openapi.yaml', decorators: { 'dli/translate': { language: 'de' } } },
    },
    plugins: [plugin],
  },
};

describe('a bundle in another language', () => {
  let bundle: Node;
  beforeAll(() => {
    bundle = useFolder(files, (folder) => {
      runRedocly(folder, 'bundle', 'zh', '-o', 'zh.yaml');
      return parse(readFileSync(join(folder, 'zh.yaml'), 'utf8'));
    });
  });

  it('has its texts translated, including those beside references and of error codes', () => {
    expect(bundle).toMatchObject({
      tags: [{ 'x-displayName': '作业' }],
      'x-dli-error-codes': { 'DLI.0001': { meaning: '作业', cure: '没有作业。' } },
      paths: { '/jobs': { get: { summary: '作业', responses: { 200: { description: '作业' } } } } },
      components: {
        schemas: {
          Job: { title: '作业', properties: { description: { 'x-enumDescriptions': { Jobs: '作业' } }, state: { description: '作业' } } },
          State: { description: '没有作业。' },
        },
      },
    });
  });

  it('keeps names, values and data', () => {
    expect(bundle).toMatchObject({
      info: { title: 'Title' },
      tags: [{ name: 'Jobs' }],
      paths: {
        '/jobs': {
          get: {
            operationId: 'listJobs',
            tags: ['Jobs'],
            responses: {
              200: { content: { 'application/json': { examples: { one: { summary: '作业', value: { description: 'Jobs' } } } } } },
            },
          },
        },
      },
      components: { schemas: { Job: { properties: { description: { enum: ['Jobs'], default: 'Jobs' } } }, State: { examples: ['Jobs'] } } },
    });
  });

  it('keeps code blocks, and texts without a translation in English', () => {
    const { get } = (bundle.paths as Record<string, Record<string, Node>>)['/jobs'] ?? {};
    expect(get?.description).toBe('没有作业。\n\n```\nNo jobs.\n```\n\nUnknown to the catalogue.');
  });

  it('is refused in a language without translations', () => {
    const { status, stderr } = useFolder(files, (folder) => runRedocly(folder, 'bundle', 'de', '-o', 'de.yaml'));
    expect(status).not.toBe(0);
    expect(stderr).toContain('There are no translations into de, only into zh-CN.');
  });
});
