import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SourceLocations } from '@dli-openapi/authoring/source-locations';
import { root } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';

const locations = new SourceLocations();

/** The file of a place, and the text of its line. */
function findLine(place: string): [file: string, text: string | undefined] {
  const { file, line } = locations.locate(place);
  return [file, readFileSync(join(root, file), 'utf8').split('\n')[line - 1]?.trim()];
}

describe('a place of the bundled document is found', () => {
  it.each([
    ['in a shared parameter', '/components/parameters/ProjectId/in', 'spec/common.yaml', 'in: path'],
    [
      'in a schema below a family',
      '/components/schemas/FlinkJob/properties/duration/x-dli-unit',
      'spec/schemas/flink-jobs/FlinkJob.yaml',
      'x-dli-unit: ms',
    ],
    [
      'in the file of an operation',
      '/paths/~1v1.0~1{project_id}~1streaming~1jobs/get/operationId',
      'spec/operations/flink-jobs/listFlinkJobs.yaml',
      'operationId: listFlinkJobs',
    ],
    [
      'in a list',
      '/paths/~1v1.0~1{project_id}~1streaming~1jobs/get/parameters/0/name',
      'spec/operations/flink-jobs/listFlinkJobs.yaml',
      '- name: job_type',
    ],
    [
      'in the examples of an operation',
      '/paths/~1v1.0~1{project_id}~1streaming~1flink-jobs/post/requestBody/content/application~1json/examples/minimal/value/name',
      'spec/examples/createFlinkJarJob.yaml',
      'value: { name: test, entrypoint: javaQueueStream.jar }',
    ],
    [
      'in the errors that operations share',
      '/paths/~1v1.0~1{project_id}~1streaming~1flink-jobs/post/responses/400/content/application~1json/examples/flink_job_name_taken/summary',
      'spec/examples/errors.yaml',
      'summary: A job of this name exists',
    ],
    [
      'in what every operation has',
      '/paths/~1v1.0~1{project_id}~1streaming~1flink-jobs/post/externalDocs/url',
      'spec/common.yaml',
      'url: https://support.huaweicloud.com/api-dli/{x-dli-doc-id}.html',
    ],
    ['in the table of contents', '/servers/0/variables/region/default', 'spec/openapi.yaml', 'default: cn-north-4'],
  ])('%s', (_where, place, file, text) => {
    expect(findLine(place)).toEqual([file, text]);
  });

  it('by the line of its nearest parent if it is missing', () => {
    expect(findLine('/components/parameters/ProjectId/schema/maxLength')).toEqual(['spec/common.yaml', 'schema:']);
  });

  it('by the file if nothing of it exists', () => {
    expect(locations.locate('/components/schemas/FlinkJob/minimum')).toEqual({
      file: 'spec/schemas/flink-jobs/FlinkJob.yaml',
      line: expect.any(Number),
    });
  });

  it('in the table of contents if its operation has no file', () => {
    expect(locations.locate('/paths/~1nowhere/get').file).toBe('spec/openapi.yaml');
  });
});
