import {
  createFlinkSqlJobTemplate,
  deleteFlinkSqlJobTemplate,
  listFlinkSqlJobTemplates,
  updateFlinkSqlJobTemplate,
} from './flink-job-templates/handlers.ts';
import { batchDeleteFlinkJobs, batchRunFlinkJobs, batchStopFlinkJobs, deleteFlinkJob } from './flink-jobs/act.ts';
import { createFlinkJarJob, createFlinkSqlJob } from './flink-jobs/create.ts';
import { showFlinkJobExecutionGraph } from './flink-jobs/execution-graph.ts';
import { listFlinkJobs, showFlinkJob } from './flink-jobs/read.ts';
import { executeFlinkJobSavepoint, importFlinkJobSavepoint } from './flink-jobs/savepoint.ts';
import { createFlinkSqlJobGraph } from './flink-jobs/stream-graph.ts';
import { exportFlinkJobs, importFlinkJobs } from './flink-jobs/transfer.ts';
import { updateFlinkJarJob, updateFlinkSqlJob } from './flink-jobs/update.ts';
import type { OperationHandler } from './handler.ts';
import { cancelSparkJob, createSparkJob, listSparkJobs, showSparkJob, showSparkJobStatus } from './spark-batch-jobs/handlers.ts';
import { cancelSqlJob, exportSqlJobResult, previewSqlJobResult } from './sql-jobs/act.ts';
import { checkSql, createSqlJob } from './sql-jobs/create.ts';
import { listSqlJobs, showSqlJobDetail, showSqlJobProgress, showSqlJobStatus } from './sql-jobs/read.ts';
import type { OperationId } from './types.ts';

/** What each operation of the document does in the sandbox. One without a handler is answered with the document's examples. */
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
