import * as index from '@dli-openapi/client';
import * as core from '@dli-openapi/client/core';
import * as credentials from '@dli-openapi/client/credentials';
import * as errorCodes from '@dli-openapi/client/error-codes';
import * as json from '@dli-openapi/client/json';
import * as operations from '@dli-openapi/client/operations';
import * as otel from '@dli-openapi/client/otel';
import * as paging from '@dli-openapi/client/paging';
import * as raw from '@dli-openapi/client/raw';
import * as redaction from '@dli-openapi/client/redaction';
import * as signing from '@dli-openapi/client/signing';
import * as validation from '@dli-openapi/client/validation';
import * as waiting from '@dli-openapi/client/waiting';

const modules: Record<string, object> = {
  '.': index,
  './core': core,
  './credentials': credentials,
  './error-codes': errorCodes,
  './json': json,
  './operations': operations,
  './otel': otel,
  './paging': paging,
  './raw': raw,
  './redaction': redaction,
  './signing': signing,
  './validation': validation,
  './waiting': waiting,
};

/** The entries of the package, and the names that each exports. */
export const entries = Object.fromEntries(Object.entries(modules).map(([name, module]) => [name, Object.keys(module).sort()]));
