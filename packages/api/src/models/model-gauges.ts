/** Figures of the models: are all processes in step, does a candidate agree, has the input moved. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Database } from '../database/connect.ts';
import { within } from '../operations/within.ts';
import { readAgreement } from './agreement.ts';
import type { Models } from './models.ts';

export interface GaugedModels {
  readonly db: Database;
  readonly models: Pick<Models, 'host' | 'shadow' | 'drift' | 'engine'>;
}

/** Reports over days change slowly, and cost the database something. */
const LOOK_MS = 60_000;
/** Prometheus gives up after ten seconds, and wants to hear of the rest when the database is away. */
const LOOK_WITHIN_MS = 2_000;
const DRIFT_DAYS = 7;
const AGREEMENT_DAYS = 30;

export function addModelGauges(registry: Registry, { db, models }: GaugedModels): void {
  const registers = [registry];
  const { host, shadow, drift, engine } = models;
  new Gauge({
    name: 'sinode_model_in_step',
    help: '1 where this process has loaded the models that it should, else 0',
    registers,
    collect() {
      this.set(host.isInStep() ? 1 : 0);
    },
  });
  new Counter({
    name: 'sinode_shadow_not_compared_total',
    help: 'Answers in the share of the candidate that were not compared, by the reason',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(shadow.notCompared())) this.inc({ reason }, count);
    },
  });

  let looked = { at: Number.NEGATIVE_INFINITY, reports: Promise.resolve(NOTHING) };
  const look = () => {
    if (performance.now() - looked.at > LOOK_MS) {
      looked = { at: performance.now(), reports: within(LOOK_WITHIN_MS, readReports()).catch(() => NOTHING) };
    }
    return looked.reports;
  };
  const readReports = async (): Promise<Reports> => ({
    drift: await drift.report(engine.card, DRIFT_DAYS),
    agreement: host.candidate() === null ? null : await readAgreement(db, { days: AGREEMENT_DAYS }),
  });

  new Gauge({
    name: 'sinode_input_drift',
    help: 'Population stability index of what was analysed in 7 days against the training data, by feature',
    labelNames: ['feature'],
    registers,
    async collect() {
      const { drift } = await look();
      this.reset();
      for (const { feature, index } of drift?.features ?? [])
        if (index !== null) this.set({ feature }, index);
    },
  });
  new Gauge({
    name: 'sinode_low_confidence_share',
    help: 'Mean share of beats below a confidence of 0.9 in the analyses of 7 days',
    registers,
    async collect() {
      const { drift } = await look();
      const mean = drift?.features.find(({ feature }) => feature === 'low-confidence')?.mean ?? null;
      // What nobody measured is not 0.
      if (mean === null) this.remove();
      else this.set(mean);
    },
  });
  new Gauge({
    name: 'sinode_shadow_agreement',
    help: 'F1 of the beats of the candidate against those of the current model, of 30 days',
    labelNames: ['name', 'version'],
    registers,
    async collect() {
      const { agreement } = await look();
      this.reset();
      if (agreement === null || agreement.candidate === null || agreement.f1 === null) return;
      this.set({ ...agreement.candidate }, agreement.f1);
    },
  });
}

interface Reports {
  readonly drift: Awaited<ReturnType<Models['drift']['report']>> | null;
  readonly agreement: Awaited<ReturnType<typeof readAgreement>> | null;
}

const NOTHING: Reports = { drift: null, agreement: null };
