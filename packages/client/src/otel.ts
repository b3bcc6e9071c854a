import type { Hooks, RequestEvent } from './transport/hooks.ts';

type Attributes = Record<string, string | number | string[]>;

/** What is used of a span of OpenTelemetry. */
export interface Span {
  setAttributes(attributes: Attributes): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}

/** What is used of a tracer of OpenTelemetry; `trace.getTracer(name)` of `@opentelemetry/api` gives one. */
export interface Tracer {
  startSpan(name: string, options: { kind: number; attributes: Attributes }): Span;
}

// SpanKind.CLIENT and SpanStatusCode.ERROR of @opentelemetry/api, which this package does without.
const client = 2;
const failed = 2;

/**
 * Hooks that make a client span of every request, by OpenTelemetry's semantic conventions for HTTP: one for each attempt,
 * below the span that is active when the call is made. Addresses are recorded without their query, which may hold SQL.
 *
 * @example
 * const dli = createDliClient({ ...options, hooks: tracingHooks(trace.getTracer('my-app')) });
 */
export function tracingHooks(tracer: Tracer): Hooks {
  const spans = new WeakMap<RequestEvent, Span>();
  const end = (request: RequestEvent, attributes: Attributes, message?: string) => {
    const span = spans.get(request);
    span?.setAttributes(attributes);
    if ('error.type' in attributes) span?.setStatus({ code: failed, ...(message === undefined ? undefined : { message }) });
    span?.end();
  };
  return {
    onRequest(request) {
      const { method, path } = request;
      const name = path === undefined ? method : `${method} ${path}`;
      spans.set(request, tracer.startSpan(name, { kind: client, attributes: attributesOf(request) }));
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

function attributesOf({ operationId, method, url, path, attempt }: RequestEvent): Attributes {
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
