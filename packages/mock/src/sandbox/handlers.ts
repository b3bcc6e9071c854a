import type { OperationHandler } from './engine/handler.ts';
import type { OperationId } from './engine/types.ts';
import {
  createFlinkSqlJobTemplate,
  deleteFlinkSqlJobTemplate,
  listFlinkSqlJobTemplates,
  updateFlinkSqlJobTemplate,
} from './flink-job-templates/handlers.ts';
import { createFlinkJarJob, createFlinkSqlJob } from './flink-jobs/create.ts';
import { createFlinkSqlJobGraph, showFlinkJobExecutionGraph } from './flink-jobs/graphs.ts';
import {
  batchDeleteFlinkJobs,
  batchRunFlinkJobs,
  batchStopFlinkJobs,
  deleteFlinkJob,
  executeFlinkJobSavepoint,
  importFlinkJobSavepoint,
  listFlinkJobs,
  showFlinkJob,
} from './flink-jobs/handlers.ts';
import { exportFlinkJobs, importFlinkJobs } from './flink-jobs/transfer.ts';
import { updateFlinkJarJob, updateFlinkSqlJob } from './flink-jobs/update.ts';
import { cancelSparkJob, createSparkJob, listSparkJobs, showSparkJob, showSparkJobStatus } from './spark-batch-jobs/handlers.ts';
import {
  cancelSqlJob,
  checkSql,
  createSqlJob,
  exportSqlJobResult,
  listSqlJobs,
  previewSqlJobResult,
  showSqlJobDetail,
  showSqlJobProgress,
  showSqlJobStatus,
} from './sql-jobs/handlers.ts';

/** What each operation of the document does in the sandbox. One without a handler responds with the document's examples. */
export const handlers = {
  batchDeleteFlinkJobs,
  batchRunFlinkJobs,
  batchStopFlinkJobs,
  cancelSparkJob,
  cancelSqlJob,
  checkSql,
  createFlinkJarJob,
  createFlinkSqlJob,
  createFlinkSqlJobGraph,
  createFlinkSqlJobTemplate,
  createSparkJob,
  createSqlJob,
  deleteFlinkJob,
  deleteFlinkSqlJobTemplate,
  executeFlinkJobSavepoint,
  exportFlinkJobs,
  exportSqlJobResult,
  importFlinkJobs,
  importFlinkJobSavepoint,
  listFlinkJobs,
  listFlinkSqlJobTemplates,
  listSparkJobs,
  listSqlJobs,
  previewSqlJobResult,
  showFlinkJob,
  showFlinkJobExecutionGraph,
  showSparkJob,
  showSparkJobStatus,
  showSqlJobDetail,
  showSqlJobProgress,
  showSqlJobStatus,
  updateFlinkJarJob,
  updateFlinkSqlJob,
  updateFlinkSqlJobTemplate,
} satisfies { readonly [Id in OperationId]?: OperationHandler<Id> };
