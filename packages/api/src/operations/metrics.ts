/** What Prometheus is told. No label carries anything of a person: routes are patterns, not addresses. */
import type { Analysis, EvaluatedRecord } from '@sinode/core';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { codeOf } from '../database/observe-pool.ts';
import type { Observer } from './telemetry/observer.ts';

/** From a cached answer to a day of ECG. */
const SECONDS_BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** A statement that takes a second is a bad one. */
const STATEMENT_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5];
/** From an analysis of some minutes to the evaluation of a large data set. */
const JOB_BUCKETS = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400];

export interface Metrics extends Observer {
  /** For figures that others keep. */
  readonly registry: Registry;
  readonly contentType: string;
  /** The state of everything, in Prometheus' text format. */
  text(): Promise<string>;
  /** Counts an upload that was accepted. */
  uploaded(bytes: number): void;
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
  const refusals = new Counter({
    name: 'sinode_http_refusals_total',
    help: 'Requests that were refused, by the code of the refusal',
    labelNames: ['code'],
    registers,
  });
  const taskSeconds = new Histogram({
    name: 'sinode_task_seconds',
    help: 'Time from asking the worker threads to their answer, waiting included',
    labelNames: ['task', 'outcome'],
    buckets: SECONDS_BUCKETS,
    registers,
  });
  const waitSeconds = new Histogram({
    name: 'sinode_task_wait_seconds',
    help: 'Time that a task waited for a worker thread',
    labelNames: ['task'],
    buckets: SECONDS_BUCKETS,
    registers,
  });
  const jobSeconds = new Histogram({
    name: 'sinode_job_seconds',
    help: 'Time of an attempt at a job: done, failed, returned to the queue, or lost (cancelled, or taken over)',
    labelNames: ['kind', 'outcome'],
    buckets: JOB_BUCKETS,
    registers,
  });
  const statementSeconds = new Histogram({
    name: 'sinode_database_statement_seconds',
    help: 'Time of a statement, waiting for a connection included',
    labelNames: ['statement'],
    buckets: STATEMENT_BUCKETS,
    registers,
  });
  const databaseErrors = new Counter({
    name: 'sinode_database_errors_total',
    help: 'Statements that failed, by SQLSTATE or the code of the system',
    labelNames: ['code'],
    registers,
  });
  const storeSeconds = new Histogram({
    name: 'sinode_store_seconds',
    help: 'Time of a call of the store of recordings',
    labelNames: ['operation', 'outcome'],
    buckets: SECONDS_BUCKETS,
    registers,
  });
  const uploads = new Counter({
    name: 'sinode_uploads_total',
    help: 'Uploads that were accepted',
    registers,
  });
  const uploadedBytes = new Counter({
    name: 'sinode_uploaded_bytes_total',
    help: 'Bytes of the recordings that were accepted',
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

  const count = (analysis: Analysis) => {
    ecgSeconds.inc(analysis.durationSeconds);
    beats.inc(analysis.beats.length);
    quality.inc({ quality: analysis.quality.verdict });
  };

  return {
    registry,
    contentType: registry.contentType,
    text: () => registry.metrics(),
    uploaded(bytes) {
      uploads.inc();
      uploadedBytes.inc(bytes);
    },
    observeRequests(app) {
      app.addHook('onResponse', async (request, reply) => {
        const labels = {
          method: request.method,
          route: request.routeOptions.url ?? 'none',
          status: String(reply.statusCode),
        };
        requestSeconds.observe(labels, reply.elapsedTime / 1000);
        if (request.problemCode !== null) refusals.inc({ code: request.problemCode });
      });
    },
    async aroundTask(task, options, run) {
      const end = taskSeconds.startTimer({ task });
      const endWait = waitSeconds.startTimer({ task });
      const onBegin = () => {
        endWait();
        options.onBegin?.();
      };
      const result = await settled(run({ ...options, onBegin }), (outcome) => end({ outcome }));
      if (task === 'analyze') count(result as Analysis);
      if (task === 'evaluate') ecgSeconds.inc((result as EvaluatedRecord).ecgSeconds);
      return result;
    },
    async aroundStatement({ kind }, run) {
      const end = statementSeconds.startTimer({ statement: kind });
      try {
        return await run();
      } catch (error) {
        databaseErrors.inc({ code: codeOf(error) });
        throw error;
      } finally {
        end();
      }
    },
    aroundStore(operation, run) {
      const end = storeSeconds.startTimer({ operation });
      return settled(run(), (outcome) => end({ outcome }));
    },
    async aroundJob({ kind }, work) {
      const end = jobSeconds.startTimer({ kind });
      const outcome = await work();
      end({ outcome });
      return outcome;
    },
  };
}

/** @param tell - told how it ended */
async function settled<T>(work: Promise<T>, tell: (outcome: 'done' | 'failed') => void): Promise<T> {
  try {
    const result = await work;
    tell('done');
    return result;
  } catch (error) {
    tell('failed');
    throw error;
  }
}
