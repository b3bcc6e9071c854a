export { readAddress } from './address.ts';
export type { Caller, DliClient, DliCore } from './client.ts';
export { createDliClient, createDliCore } from './client.ts';
export type { Clock } from './clock.ts';
export { createAccessKeyAuthentication } from './credentials/access-keys.ts';
export type {
  Authentication,
  AuthenticationContext,
  Credentials,
  CredentialsFunction,
  ExpiringAccessKeys,
  GivenCredentials,
  IamCredentials,
  OutgoingRequest,
  ProjectHint,
} from './credentials/credentials.ts';
export { createFunctionAuthentication } from './credentials/credentials.ts';
export type { DefaultCredentialsOptions } from './credentials/default.ts';
export { createDefaultAuthentication } from './credentials/default.ts';
export type { IamIdentity } from './credentials/iam.ts';
export { createIamAuthentication } from './credentials/iam.ts';
export type { Token, TokenCredentials, TokenFunction } from './credentials/token.ts';
export { createTokenAuthentication } from './credentials/token.ts';
export type { InputViolation, ServiceError } from './errors.ts';
export {
  DliAbortError,
  DliApiError,
  DliAuthenticationError,
  DliCallError,
  DliConfigurationError,
  DliConnectionError,
  DliCredentialsError,
  DliError,
  DliIncompleteError,
  DliInputError,
  DliJsonError,
  DliRateLimitError,
  DliResponseError,
  DliResponseTooLargeError,
  DliTimeoutError,
  DliWaitError,
} from './errors.ts';
export type * from './generated/methods.ts';
export type { Region } from './generated/regions.ts';
export { regions } from './generated/regions.ts';
export type { components, operations, paths } from './generated/schema.ts';
export type { FailureEvent, Hooks, Logger, RequestEvent, ResponseEvent, RetryEvent } from './hooks.ts';
export { createLoggingHooks } from './hooks.ts';
export type { FetchFunction, FetchInit, FetchResponse } from './http.ts';
export type { Int64Form, Int64Forms, WithInt64 } from './int64.ts';
export type { Int64, Int64Input, JsonValue, ParseOptions } from './json.ts';
export { parseJson, stringifyJson } from './json.ts';
export type { DliPromise, DliResponse, ListMethod, ListOperation, Operation, RequestOptions } from './operation.ts';
export type { DliClientOptions, DliCoreOptions } from './options.ts';
export type { PackageStatus, UploadPackageOptions } from './packages.ts';
export { DliPackageError, readPackageName, uploadPackage, waitForPackage } from './packages.ts';
export { listItems, listPages } from './paging.ts';
export { findSecrets, redact, redactHeaders, redactText } from './redaction.ts';
export type {
  ElasticResourcePool,
  ElasticResourcePoolInput,
  ElasticResourcePoolState,
  EnhancedConnectionState,
  ResourceWaitOptions,
} from './resources.ts';
export {
  DliElasticResourcePoolError,
  DliEnhancedConnectionError,
  waitForElasticResourcePool,
  waitForEnhancedConnection,
} from './resources.ts';
export type { ResultColumn } from './rows.ts';
export type { Outcome, RunFlinkOptions, RunOptions } from './running.ts';
export { DliOutcomeError, DliRunError, runFlinkJob, runFlinkJobs, runSparkJob, splitOutcomes } from './running.ts';
export { isSecretName, listHeaderSecrets } from './secrets.ts';
export type { AccessKeys, SignableRequest, SignedRequest } from './signing.ts';
export { buildCanonicalRequest, computeSignature, signRequest } from './signing.ts';
export type { ExportTarget, RunSqlOptions, SqlResult } from './sql.ts';
export { DliResultError, runSql } from './sql.ts';
export type { FlinkJob, FlinkJobStatus, SparkJobState, SqlJobStatus, WaitOptions, WaitProgress } from './waiting.ts';
export { DliFlinkJobError, DliSparkJobError, DliSqlJobError, waitForFlinkJob, waitForSparkJob, waitForSqlJob } from './waiting.ts';
