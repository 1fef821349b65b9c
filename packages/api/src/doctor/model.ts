import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ModelCard, synthesizeRecording, writeMat } from '@sinode/core';
import { type ModelFiles, readModel } from '@sinode/core/node';
import { createEngine } from '@sinode/engine';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/connect.ts';
import { listProcesses } from '../models/describe-models.ts';
import { createRegistry, isSame, nameOf } from '../models/registry.ts';
import type { Findings } from './findings.ts';

const SECONDS = 30;
const RATE = 500;
/** A beat that is found this far from where it was put is another. */
const TOLERANCE_MS = 75;

/** @returns the card of the model of SINODE_MODEL */
export async function examineModel(findings: Findings, { model }: Config): Promise<ModelCard> {
  const files = await readModel(model);
  await tryModel(findings, {
    check: 'model',
    files,
    advice:
      'Install Sinode again, or choose another SINODE_MODEL: its file or the machine’s arithmetic is not what it should be.',
  });
  return files.card;
}

/** The model that was promoted, where that is another, and whether every process could load what it should. */
export async function examinePromotedModel(
  findings: Findings,
  db: Database,
  builtIn: ModelCard,
): Promise<void> {
  const check = 'promoted model';
  const advice = 'sinode models rollback, or add the model again under another version and promote that.';
  const registry = createRegistry({ db, builtIn });
  const { current } = await registry.wanted();
  if (!isSame(current, builtIn)) {
    const files = await registry.find(current);
    if (files !== null) await tryModel(findings, { check, files, advice });
    else findings.fail(check, `${nameOf(current)} was promoted and is not there.`, advice);
  }
  for (const { role, problem } of await listProcesses(db)) {
    if (problem === null) continue;
    findings.fail(check, `A process of the role ${role} goes on with another: ${problem}`, advice);
  }
}

/** A model finds the beats of a recording whose beats are known. */
async function tryModel(
  findings: Findings,
  { check, files, advice }: { check: string; files: ModelFiles; advice: string },
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sinode-doctor-'));
  const engine = await createEngine(files, { threads: 1 });
  try {
    const { recording, annotations } = synthesizeRecording({
      seed: 1,
      durationSeconds: SECONDS,
      samplingRate: RATE,
      leads: ['II'],
    });
    const values = Float64Array.from(recording.leads[0]?.samples ?? []);
    const file = join(folder, 'check.mat');
    await writeFile(file, writeMat([{ name: 'ecg', rows: values.length, columns: 1, values }]));
    const begin = performance.now();
    const { beats } = await engine.analyze({ file, samplingRate: RATE });
    const milliseconds = Math.round(performance.now() - begin);
    const near = (a: number, b: number) => Math.abs(a - b) <= (TOLERANCE_MS / 1000) * RATE;
    const found = annotations.filter(({ sample }) => beats.some((beat) => near(beat, sample))).length;
    const { name, version } = engine.card;
    const said = `${name} ${version} found ${found} of ${annotations.length} beats in a synthetic recording of ${SECONDS} s, in ${milliseconds} ms.`;
    if (found === annotations.length && beats.length === found) findings.fine(check, said);
    else findings.fail(check, `${said} It marked ${beats.length}.`, advice);
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}
