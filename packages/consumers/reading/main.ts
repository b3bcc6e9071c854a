// Reads everything in the document's package. Prints the results as JSON.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import document, { type OperationId } from '@dli-openapi/spec';
import deviations from '@dli-openapi/spec/deviations';
import documented, { sources } from '@dli-openapi/spec/documented';
import errorCodes from '@dli-openapi/spec/error-codes';
import chinese from '@dli-openapi/spec/zh-CN';
import chineseDeviations from '@dli-openapi/spec/zh-CN/deviations';
import chineseErrorCodes from '@dli-openapi/spec/zh-CN/error-codes';

const operationId: OperationId = 'listFlinkJobs';
const path = '/v1.0/{project_id}/streaming/jobs';
const files = ['openapi.json', 'openapi.yaml', 'openapi.zh-CN.json', 'openapi.zh-CN.yaml', 'deviations.yaml', 'deviations.zh-CN.yaml'];

console.log(
  JSON.stringify({
    operations: [document, chinese].map(({ paths }) => paths[path].get?.operationId === operationId),
    states: document.components.schemas.FlinkJobStatus.enum?.includes('job_running'),
    sameDeviations: deviations.every(({ id }, index) => chineseDeviations[index]?.id === id) && deviations.length > 0,
    facts: documented.operations.some((operation) => operation.operationId === operationId && operation.pages[0].source === sources[0]),
    errorCodes: [errorCodes, chineseErrorCodes].map((codes) => codes['DLI.0002'].status),
    files: files.map((file) => readFileSync(fileURLToPath(import.meta.resolve(`@dli-openapi/spec/${file}`)), 'utf8').length > 10_000),
  }),
);
