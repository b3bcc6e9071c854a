// What is put into operations before the document is linted or bundled, and where errors in it are reported.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from '@dli-openapi/openapi';
import { root } from '@dli-openapi/openapi/files';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bundleDocument, plainConfiguration } from '../src/bundle-document.ts';
import { listProblems } from '../src/problems.ts';
import { SourceLocations } from '../src/source-locations.ts';
import { createDocument, useFolder } from './rule-fixture.ts';

const createJson = (content: Node) => ({ content: { 'application/json': content } });
const schema = { type: 'object' };
const projectId = { name: 'project_id', in: 'path', required: true, schema: { type: 'string' } };
const dry = { name: 'dry', in: 'query', schema: { type: 'boolean' } };
const requestId = { description: 'Id of the request.', schema: { type: 'string' } };
const own = {
  externalDocs: { description: 'Own page', url: 'https://example.com/own' },
  parameters: [{ ...projectId, description: 'Own.' }],
  responses: { 404: { description: 'Own.', ...createJson({ schema }) } },
};

const createJob = {
  operationId: 'createJob',
  'x-dli-doc-id': 'dli_02_0001',
  parameters: [dry],
  requestBody: createJson({ schema }),
  responses: { 200: { description: 'Done.', ...createJson({ schema }) } },
};

const files: Record<string, unknown> = {
  ...createDocument(
    {
      paths: {
        '/{project_id}/jobs': {
          get: { $ref: 'operations/jobs/listJobs.yaml' },
          post: { $ref: 'operations/jobs/createJob.yaml' },
        },
        '/about': { get: { $ref: 'operations/jobs/showAbout.yaml' } },
      },
    },
    {
      'common.yaml': {
        operation: {
          externalDocs: { description: 'the page', url: 'https://example.com/{x-dli-doc-id}.html' },
          parameters: [{ $ref: '#/parameters/ProjectId' }],
          responses: {
            400: { description: 'the request', ...createJson({ schema, examples: { bad: { $ref: 'examples/errors.yaml#/bad' } } }) },
            404: { $ref: '#/responses/NotFound' },
            500: { $ref: '#/responses/Failed' },
          },
        },
        response: { headers: { 'X-Request-Id': { $ref: '#/headers/RequestId' } } },
        parameters: { ProjectId: { ...projectId, description: 'the project' } },
        headers: { RequestId: requestId },
        responses: {
          NotFound: { description: 'the path', ...createJson({ schema }) },
          Failed: { description: 'the service', ...createJson({ schema }) },
        },
      },
      'operations/jobs/createJob.yaml': createJob,
      'operations/jobs/listJobs.yaml': { operationId: 'listJobs', 'x-dli-doc-id': 'dli_02_0002', ...own },
      'operations/jobs/showAbout.yaml': { operationId: 'showAbout', responses: {} },
      'examples/createJob.yaml': {
        request: { small: { summary: 'small', value: { name: 'a' } } },
        200: { done: { summary: 'done', value: { id: 1 } } },
        400: { taken: { $ref: 'errors.yaml#/taken' } },
        404: { gone: { summary: 'gone', value: { id: 0 } } },
      },
      'examples/errors.yaml': { bad: { summary: 'bad', value: { code: 1 } }, taken: { summary: 'taken', value: { code: 2 } } },
    },
  ),
  'redocly.yaml': { ...parse(plainConfiguration), rules: { 'dli/description-style': 'error', 'dli/summary-style': 'error' } },
};
const bundle = (written: Record<string, unknown>) =>
  useFolder(written, (folder) => {
    const { paths, components } = bundleDocument(folder);
    return { jobs: paths['/{project_id}/jobs'] as Record<string, Node>, about: paths['/about']?.get as Node, components };
  });

describe('an operation', () => {
  let bundled: ReturnType<typeof bundle>;
  beforeAll(() => {
    bundled = bundle(files);
  });
  const header = { headers: { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } } };

  it('has the page, parameters, statuses and headers of every operation, and its examples', () => {
    expect(bundled.jobs.post).toEqual({
      ...createJob,
      externalDocs: { description: 'the page', url: 'https://example.com/dli_02_0001.html' },
      parameters: [dry, { $ref: '#/components/parameters/ProjectId' }],
      requestBody: createJson({ schema, examples: { small: { summary: 'small', value: { name: 'a' } } } }),
      responses: {
        200: { description: 'Done.', ...header, ...createJson({ schema, examples: { done: { summary: 'done', value: { id: 1 } } } }) },
        400: {
          description: 'the request',
          ...header,
          ...createJson({
            schema,
            examples: { bad: { summary: 'bad', value: { code: 1 } }, taken: { summary: 'taken', value: { code: 2 } } },
          }),
        },
        404: { description: 'the path', ...header, ...createJson({ schema, examples: { gone: { summary: 'gone', value: { id: 0 } } } }) },
        500: { $ref: '#/components/responses/Failed' },
      },
    });
  });

  it('keeps its own parts', () => {
    expect(bundled.jobs.get).toEqual({
      operationId: 'listJobs',
      'x-dli-doc-id': 'dli_02_0002',
      ...own,
      responses: {
        400: {
          description: 'the request',
          ...header,
          ...createJson({ schema, examples: { bad: { summary: 'bad', value: { code: 1 } } } }),
        },
        404: { ...own.responses[404], ...header },
        500: { $ref: '#/components/responses/Failed' },
      },
    });
  });

  it('has no parameter that its path does not name, and no link to a page that it does not name', () => {
    expect(bundled.about).not.toMatchObject({ parameters: expect.anything() });
    expect(bundled.about).not.toMatchObject({ externalDocs: expect.anything() });
  });

  it('has shared examples first, which the mock returns by default', () => {
    const { responses } = bundled.jobs.post as { responses: Record<string, ReturnType<typeof createJson>> };
    expect(Object.keys(responses[400]?.content['application/json'].examples as Node)).toEqual(['bad', 'taken']);
  });

  it('is left as it is in a folder without common.yaml and examples', () => {
    const { 'common.yaml': _common, 'examples/createJob.yaml': _examples, ...rest } = files;
    expect(bundle(rest).jobs.post).toEqual(createJob);
  });
});

describe('a fault', () => {
  it('is reported where it is written, whatever it was added to', () => {
    const faults = useFolder(files, (folder) => {
      const readLine = (file: string, number: number) => readFileSync(join(folder, file), 'utf8').split('\n')[number - 1]?.trim();
      return listProblems(folder, 'openapi.yaml').map(({ file, line: number }) => `${file} ${readLine(file, number)}`);
    });
    expect([...new Set(faults)].sort()).toEqual([
      'common.yaml description: the path',
      'common.yaml description: the project',
      'common.yaml description: the request',
      'common.yaml description: the service',
      'examples/createJob.yaml summary: done',
      'examples/createJob.yaml summary: gone',
      'examples/createJob.yaml summary: small',
      'examples/errors.yaml summary: bad',
      'examples/errors.yaml summary: taken',
    ]);
  });
});

describe('a place of the bundled document', () => {
  const post = '/paths/~1{project_id}~1jobs/post';
  it.each([
    [`${post}/responses/200/description`, 'operations/jobs/createJob.yaml', 'description: Done.'],
    [`${post}/parameters/0/name`, 'operations/jobs/createJob.yaml', '- name: dry'],
    [`${post}/parameters/1`, 'common.yaml', '- $ref: "#/parameters/ProjectId"'],
    [`${post}/externalDocs/url`, 'common.yaml', 'url: https://example.com/{x-dli-doc-id}.html'],
    [`${post}/responses/200/headers/X-Request-Id`, 'common.yaml', 'X-Request-Id:'],
    [`${post}/responses/400/description`, 'common.yaml', 'description: the request'],
    [`${post}/responses/400/content/application~1json/examples/bad/value/code`, 'examples/errors.yaml', 'code: 1'],
    [`${post}/responses/400/content/application~1json/examples/taken/value/code`, 'examples/errors.yaml', 'code: 2'],
    [`${post}/requestBody/content/application~1json/examples/small/value/name`, 'examples/createJob.yaml', 'name: a'],
    [`${post}/responses/200/content/application~1json/examples/done/value/other`, 'examples/createJob.yaml', 'value:'],
    [`${post}/responses/404/description`, 'common.yaml', 'description: the path'],
    [`${post}/responses/500`, 'common.yaml', '"500":'],
    ['/components/responses/Failed/description', 'common.yaml', 'description: the service'],
    ['/components/headers/RequestId/schema', 'common.yaml', 'schema:'],
    ['/info/title', 'openapi.yaml', 'title: Title'],
    ['/paths/~1nowhere/get', 'openapi.yaml', 'paths:'],
  ])('is found where it is written: %s', (pointer, file, text) => {
    const found = useFolder(files, (folder) => {
      const location = new SourceLocations(folder).locate(pointer);
      const written = join(root, location.file);
      return [written.slice(folder.length + 1), readFileSync(written, 'utf8').split('\n')[location.line - 1]?.trim()];
    });
    expect(found).toEqual([file, text]);
  });

  it('is not found through a circle of references', () => {
    const circle = { ...files, 'examples/errors.yaml': { bad: { $ref: '#/taken' }, taken: { $ref: '#/bad' } } };
    const pointer = `${post}/responses/400/content/application~1json/examples/bad/value`;
    expect(useFolder(circle, (folder) => new SourceLocations(folder).locate(pointer).file)).toContain('errors.yaml');
  });
});
