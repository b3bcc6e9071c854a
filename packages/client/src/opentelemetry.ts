import type { Hooks, RequestEvent } from './hooks.ts';

type Attributes = Record<string, string | number | string[]>;

/** The part of an OpenTelemetry span that is used. */
export interface Span {
  setAttributes(attributes: Attributes): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}

/** The part of an OpenTelemetry tracer that is used; `trace.getTracer(name)` of `@opentelemetry/api` gives one. */
export interface Tracer {
  startSpan(name: string, options: { kind: number; attributes: Attributes }): Span;
}

// SpanKind.CLIENT and SpanStatusCode.ERROR of @opentelemetry/api, which this package does not need.
const clientKind = 2;
const errorStatus = 2;

/**
 * Hooks that make a client span for each attempt, by OpenTelemetry's semantic conventions for HTTP, below the span that is
 * active when the call is made. URLs are recorded without their query, which may hold SQL.
 *
 * @example
 * const dli = createDliClient({ ...options, hooks: createTracingHooks(trace.getTracer('my-app')) });
 */
export function createTracingHooks(tracer: Tracer): Hooks {
  const spans = new WeakMap<RequestEvent, Span>();
  const end = (request: RequestEvent, attributes: Attributes, message?: string) => {
    const span = spans.get(request);
    span?.setAttributes(attributes);
    if ('error.type' in attributes) span?.setStatus({ code: errorStatus, ...(message === undefined ? undefined : { message }) });
    span?.end();
  };
  return {
    onRequest(request) {
      const { method, path } = request;
      const name = path === undefined ? method : `${method} ${path}`;
      spans.set(request, tracer.startSpan(name, { kind: clientKind, attributes: describeRequest(request) }));
    },
    onResponse({ request, status, requestId }) {
      end(request, {
        'http.response.status_code': status,
        ...(requestId === undefined ? undefined : { 'http.response.header.x-request-id': [requestId] }),
        ...(status >= 400 ? { 'error.type': String(status) } : undefined),
      });
    },
    onError({ request, error }) {
      end(request, { 'error.type': error.name }, error.message);
    },
  };
}

function describeRequest({ operationId, method, url, path, attempt }: RequestEvent): Attributes {
  const { hostname, port, protocol } = new URL(url);
  return {
    'http.request.method': method,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'http:' ? 80 : 443),
    'url.full': url,
    'dli.operation': operationId,
    ...(path === undefined ? undefined : { 'url.template': path }),
    ...(attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : undefined),
  };
}
