import * as index from '@dli-openapi/client';
import * as errorCodes from '@dli-openapi/client/error-codes';
import * as opentelemetry from '@dli-openapi/client/opentelemetry';
import * as operations from '@dli-openapi/client/operations';
import * as validation from '@dli-openapi/client/validation';

const modules: Record<string, object> = {
  '.': index,
  './error-codes': errorCodes,
  './opentelemetry': opentelemetry,
  './operations': operations,
  './validation': validation,
};

/** The entries of the package, and the names that each exports. */
export const entries = Object.fromEntries(Object.entries(modules).map(([name, module]) => [name, Object.keys(module).sort()]));
