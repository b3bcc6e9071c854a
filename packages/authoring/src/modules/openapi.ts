// The types of the parts of OpenAPI 3.1 that the document uses, which the package `@dli-openapi/spec` publishes.

/** An OpenAPI 3.1 document. Every reference in it is local. */
export interface OpenApiDocument<Path extends string = string, SchemaName extends string = string, ErrorCode extends string = string> {
  openapi: string;
  info: Info;
  jsonSchemaDialect: string;
  externalDocs: ExternalDocs;
  servers: Server[];
  /** Kinds of credentials, of which any one suffices. */
  security: SecurityRequirement[];
  tags: Tag[];
  paths: Record<Path, PathItem>;
  components: Components<SchemaName>;
  /** What the published error codes mean. */
  'x-dli-error-codes': Record<ErrorCode, PublishedError>;
}

export interface Info {
  title: string;
  version: string;
  summary: string;
  description: string;
  contact: { name: string };
  license: { name: string; identifier: string };
}

/** What a published error code means. */
export interface PublishedError {
  /** The HTTP status that comes with it. */
  status: number;
  meaning: string;
  /** What to do about it. */
  cure: string;
}

export interface ExternalDocs {
  description: string;
  url: string;
}

export interface Server {
  /** With variables in braces: `https://dli.{region}.{domain}`. */
  url: string;
  description: string;
  variables: Record<string, ServerVariable>;
}

export interface ServerVariable {
  default: string;
  enum: [string, ...string[]];
  /** Regions whose endpoint is under another domain than the default one. */
  'x-dli-region-domains'?: Record<string, string>;
}

/** Names of security schemes, all of which are needed, each with its scopes. */
export type SecurityRequirement = Record<string, string[]>;

export interface Tag {
  name: string;
  description: string;
  /** The name that readers see. */
  'x-displayName'?: string;
}

/** A reference to a component, such as `#/components/parameters/Limit`. */
export interface Reference {
  $ref: string;
}

/** The operations of a path, by method. */
export interface PathItem {
  get?: Operation;
  put?: Operation;
  post?: Operation;
  delete?: Operation;
}

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  externalDocs?: ExternalDocs;
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody;
  /** By status, such as `200`. */
  responses: Record<string, Response | Reference>;
  /** The vendor lists it as historical. */
  deprecated?: boolean;
  /** The id of the published page, such as `dli_02_0234`. */
  'x-dli-doc-id'?: string;
  /** No page describes the operation. `sdk`: the official SDK does. `client`: only a public client knows it. */
  'x-dli-source'?: string;
  /** Whether it may be sent twice, where that differs from its method. */
  'x-dli-idempotent'?: boolean;
  /** The call as code, for each named example of the request. */
  'x-codeSamples'?: CodeSample[];
  /** How a list is paged: the names of its fields, and what its position counts. */
  'x-dli-paging'?: { items: string; total?: string; size?: string; position?: string; style?: 'offset' | 'page' };
}

export interface CodeSample {
  /** `TypeScript` or `Shell`. */
  lang: string;
  /** What makes the call: `@dli-openapi/client` or `curl`. */
  label: string;
  source: string;
  /** The named example of the request whose values it sends. */
  'x-dli-example'?: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  description: string;
  required?: boolean;
  style?: string;
  explode?: boolean;
  schema: Schema;
}

export interface RequestBody {
  description?: string;
  required?: boolean;
  /** By media type. */
  content: Record<string, MediaType>;
}

export interface Response {
  description: string;
  headers?: Record<string, Header | Reference>;
  /** By media type. */
  content?: Record<string, MediaType>;
}

export interface Header {
  description: string;
  schema: Schema;
}

export interface MediaType {
  schema: Schema;
  /** By name, by which the mock returns them on request. */
  examples: Record<string, Example>;
}

export interface Example {
  summary: string;
  description?: string;
  value: unknown;
}

export interface Components<SchemaName extends string = string> {
  schemas: Record<SchemaName, Schema>;
  parameters: Record<string, Parameter>;
  headers: Record<string, Header>;
  responses: Record<string, Response>;
  securitySchemes: Record<string, SecurityScheme>;
}

/** A header that carries a token or a signature. */
export interface SecurityScheme {
  type: 'apiKey';
  in: 'header';
  name: string;
  description: string;
}

export type SchemaType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null';

/** A JSON Schema of dialect 2020-12. Keywords beside a `$ref` count as well. */
export interface Schema {
  $ref?: string;
  title?: string;
  description?: string;
  type?: SchemaType | SchemaType[];
  format?: string;
  enum?: (string | number | boolean | null)[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  pattern?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  /** False: unlisted names are refused. */
  unevaluatedProperties?: boolean;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  not?: Schema;
  /** Another field is to be used in its place. */
  deprecated?: boolean;
  /** The media type of what the string carries. */
  contentMediaType?: string;
  /** The schema of what the string carries. */
  contentSchema?: Schema;
  /** What each value of the enum means. */
  'x-enumDescriptions'?: Record<string, string>;
  /** `ms`, `s`, `bytes` or `times/hour`. */
  'x-dli-unit'?: string;
  /** The default of a field that an update may leave as it is. */
  'x-dli-default'?: unknown;
  /** A default that depends on other fields. */
  'x-dli-default-formula'?: string;
  /** The condition under which the field exists: other fields and their values. */
  'x-dli-only-when'?: Record<string, unknown>;
  /** Why an object in a request accepts unlisted names. */
  'x-dli-open'?: string;
  /** The parameter whose value a body repeats, such as `path.job_id`. */
  'x-dli-same-as'?: string;
  /** States that a job leaves only if it is run again. */
  'x-dli-final'?: string[];
  /** The transitions between the states of a job. */
  'x-dli-transitions'?: Transition[];
  /** It can be changed while the job runs. */
  'x-dli-while-running'?: boolean;
}

/** A step of a job from one state to another. */
export interface Transition {
  /** Null: the job is created. `*`: any state. */
  from: string | null;
  /** Null: the job is gone. */
  to: string | null;
  /** The call, such as `create`, `run` or `stop`; `system`: the service does it. */
  event: string;
  /** It happens if nothing fails and nobody intervenes. */
  usual?: boolean;
  /** `documented` on a page, or `inferred`. */
  evidence: string;
}
