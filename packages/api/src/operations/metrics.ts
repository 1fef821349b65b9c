/** What Prometheus is told. No label carries anything of a person: routes are patterns, not addresses. */
import type { Analysis } from '@sinode/core';
import type { Engine } from '@sinode/engine';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** From a cached answer to a day of ECG. */
const SECONDS_BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface Metrics {
  readonly contentType: string;
  /** The state of everything, in Prometheus' text format. */
  text(): Promise<string>;
  /** Counts the requests of an application. */
  observeRequests(app: FastifyInstance): void;
  /** The same engine, with its work counted. */
  observeEngine(engine: Engine): Engine;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requestSeconds = new Histogram({
    name: 'sinode_http_request_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS_BUCKETS,
    registers,
  });
  const taskSeconds = new Histogram({
    name: 'sinode_task_seconds',
    help: 'Time from asking the worker threads to their answer, waiting included',
    labelNames: ['task', 'outcome'],
    buckets: SECONDS_BUCKETS,
    registers,
  });
  const ecgSeconds = new Counter({
    name: 'sinode_analysed_ecg_seconds_total',
    help: 'Seconds of ECG that were analysed',
    registers,
  });
  const beats = new Counter({ name: 'sinode_beats_total', help: 'Beats that were found', registers });
  const quality = new Counter({
    name: 'sinode_analyses_total',
    help: 'Analyses by the quality of what was analysed',
    labelNames: ['quality'],
    registers,
  });

  async function timed<T>(task: string, work: Promise<T>): Promise<T> {
    const end = taskSeconds.startTimer({ task });
    try {
      const result = await work;
      end({ outcome: 'done' });
      return result;
    } catch (error) {
      end({ outcome: 'failed' });
      throw error;
    }
  }
  const count = (analysis: Analysis) => {
    ecgSeconds.inc(analysis.durationSeconds);
    beats.inc(analysis.beats.length);
    quality.inc({ quality: analysis.quality.verdict });
  };

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observeRequests(app) {
      app.addHook('onResponse', async (request, reply) => {
        const labels = {
          method: request.method,
          route: request.routeOptions.url ?? 'none',
          status: String(reply.statusCode),
        };
        requestSeconds.observe(labels, reply.elapsedTime / 1000);
      });
    },
    observeEngine(engine) {
      new Gauge({
        name: 'sinode_tasks_waiting',
        help: 'Tasks that wait for a worker thread',
        registers,
        collect() {
          this.set(engine.queued);
        },
      });
      new Gauge({
        name: 'sinode_tasks_running',
        help: 'Tasks in a worker thread',
        registers,
        collect() {
          this.set(engine.running);
        },
      });
      new Gauge({
        name: 'sinode_model_info',
        help: 'The model that answers; always 1',
        labelNames: ['name', 'version'],
        registers,
      }).set({ name: engine.card.name, version: engine.card.version }, 1);
      return {
        get card() {
          return engine.card;
        },
        get threads() {
          return engine.threads;
        },
        get queued() {
          return engine.queued;
        },
        get running() {
          return engine.running;
        },
        async analyze(task, options) {
          const analysis = await timed('analyze', engine.analyze(task, options));
          count(analysis);
          return analysis;
        },
        async evaluate(task, options) {
          const evaluated = await timed('evaluate', engine.evaluate(task, options));
          ecgSeconds.inc(evaluated.ecgSeconds);
          return evaluated;
        },
        prepare: (task, options) => timed('prepare', engine.prepare(task, options)),
        reference: (task, options) => timed('reference', engine.reference(task, options)),
        close: () => engine.close(),
      };
    },
  };
}
