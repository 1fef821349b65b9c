/**
 * Traces for a collector of OpenTelemetry: a span for each request, and beneath it its tasks, statements, calls of the
 * store and jobs. This file is loaded only where an endpoint is given. Where the collector is and what is sampled are
 * the standard's own variables (`OTEL_…`), which its library reads by itself. Nothing of a person is in a span: routes
 * are patterns, statements are their kind and table.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Attributes,
  type Context,
  context,
  type DiagLogger,
  diag,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import { toProblem } from '../../http/error-handler.ts';
import { setCurrentTrace } from './current-trace.ts';
import type { Observer } from './observer.ts';

export interface Tracing extends Observer {
  /** Sends what is not sent yet, for as long as that makes sense. */
  close(): Promise<void>;
}

/** A collector that is away keeps nobody from stopping. */
const LONGEST_GOODBYE_MS = 3_000;

/** Asked every few seconds by machines: they would bury what people ask. */
const UNTRACED = /^\/(health\/|metrics$)/;

export function startTracing(
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>,
  { version, role }: { version: string; role: string },
): Tracing {
  const complain = (message: string) => log.warn(`traces: ${message}`);
  const complaints: DiagLogger = {
    error: complain,
    warn: complain,
    info: () => {},
    debug: () => {},
    verbose: () => {},
  };
  // Only of what the variables say: what happens to spans later is told once, by `warnOnce`.
  diag.setLogger(complaints, { suppressOverrideMessage: true });
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(
        resourceFromAttributes({
          'service.name': 'sinode',
          'service.version': version,
          'process.pid': process.pid,
          'sinode.role': role,
        }),
      )
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(warnOnce(new OTLPTraceExporter(), log))],
  });
  diag.disable();
  provider.register();
  const tracer = trace.getTracer('sinode', version);

  /** A span beneath the one that is open; outside of a trace there is nothing to be beneath. */
  async function child<T>(
    name: string,
    { kind, attributes }: { kind: SpanKind; attributes: Attributes },
    run: (span: Span | null) => Promise<T>,
  ): Promise<T> {
    if (trace.getSpan(context.active()) === undefined) return run(null);
    return tracer.startActiveSpan(name, { kind, attributes }, async (span) => {
      try {
        return await run(span);
      } catch (error) {
        fail(span, error);
        throw error;
      } finally {
        span.end();
      }
    });
  }

  setCurrentTrace({
    logFields() {
      const found = trace.getSpanContext(context.active());
      return found === undefined ? {} : { trace_id: found.traceId, span_id: found.spanId };
    },
    traceparent() {
      const carrier: { traceparent?: string } = {};
      propagation.inject(context.active(), carrier);
      return carrier.traceparent ?? null;
    },
  });

  return {
    observeRequests(app) {
      const contexts = new WeakMap<FastifyRequest, Context>();
      app.addHook('onRequest', (request, _reply, done) => {
        const { method, routeOptions, headers } = request;
        const route = routeOptions.url;
        if (route !== undefined && UNTRACED.test(route)) return done();
        const parent = propagation.extract(ROOT_CONTEXT, headers);
        const attributes = {
          'http.request.method': method,
          ...(route === undefined ? {} : { 'http.route': route }),
          'sinode.request.id': request.id,
        };
        const name = route === undefined ? method : `${method} ${route}`;
        const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
        const own = trace.setSpan(parent, span);
        contexts.set(request, own);
        context.with(own, done);
      });
      // A body that is read leads out of the context, and into the connection's.
      app.addHook('preValidation', (request, _reply, done) => {
        const own = contexts.get(request);
        if (own === undefined) return done();
        context.with(own, done);
      });
      app.addHook('onResponse', (request, reply, done) => {
        const own = contexts.get(request);
        const span = own && trace.getSpan(own);
        if (own === undefined || span === undefined) return done();
        const { statusCode } = reply;
        span.setAttribute('http.response.status_code', statusCode);
        const code = request.problemCode;
        if (code !== null) span.setAttribute('error.type', code);
        if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
        // The line of the log that follows belongs to the trace.
        context.with(own, done);
      });
    },
    async aroundTask(kind, options, run) {
      const attributes = { 'sinode.task': kind, 'sinode.priority': options.priority ?? 'interactive' };
      return child(kind, { kind: SpanKind.INTERNAL, attributes }, (span) => {
        if (span === null) return run(options);
        const waiting = tracer.startSpan('wait for a thread');
        const onBegin = () => {
          waiting.end();
          options.onBegin?.();
        };
        // One that never began has waited to its end; ending a span twice changes nothing.
        return run({ ...options, onBegin }).finally(() => waiting.isRecording() && waiting.end());
      });
    },
    aroundStatement({ kind, table }, run) {
      const attributes = {
        'db.system.name': 'postgresql',
        'db.operation.name': kind,
        ...(table === null ? {} : { 'db.collection.name': table }),
      };
      const name = table === null ? kind : `${kind} ${table}`;
      return child(name, { kind: SpanKind.CLIENT, attributes }, run);
    },
    aroundStore(operation, run) {
      const attributes = { 'sinode.store.operation': operation };
      return child(`store ${operation}`, { kind: SpanKind.INTERNAL, attributes }, run);
    },
    async aroundJob({ id, kind, attempts, traceparent }, work) {
      const parent = traceparent === null ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });
      const attributes = { 'sinode.job.id': id, 'sinode.job.kind': kind, 'sinode.job.attempt': attempts };
      const span = tracer.startSpan(`job ${kind}`, { kind: SpanKind.CONSUMER, attributes }, parent);
      try {
        const outcome = await context.with(trace.setSpan(parent, span), work);
        span.setAttribute('sinode.job.outcome', outcome);
        if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
        return outcome;
      } finally {
        span.end();
      }
    },
    async close() {
      setCurrentTrace(null);
      await Promise.race([
        provider.shutdown().catch(() => {}),
        sleep(LONGEST_GOODBYE_MS, undefined, { ref: false }),
      ]);
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

/** By its code only: messages of errors quote files and values. */
function fail(span: Span, error: unknown): void {
  span.setAttribute('error.type', toProblem(error).code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Spans that cannot be sent are dropped, and the log says so when it begins and when it is over. */
function warnOnce(exporter: SpanExporter, log: Pick<FastifyBaseLogger, 'info' | 'warn'>): SpanExporter {
  let isFailing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const hasFailed = result.code !== 0;
        if (hasFailed && !isFailing) {
          const { message } = result.error ?? {};
          log.warn(
            { reason: message ?? 'unknown' },
            'traces cannot be delivered, and are dropped until they can',
          );
        }
        if (!hasFailed && isFailing) log.info('traces are delivered again');
        isFailing = hasFailed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush === undefined
      ? {}
      : { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() }),
  };
}
