import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeRecording, writeMat } from '@sinode/core';
import { readModel } from '@sinode/core/node';
import { createEngine } from '@sinode/engine';
import type { Config } from '../config/config.ts';
import type { Findings } from './findings.ts';

const SECONDS = 30;
const RATE = 500;
/** A beat that is found this far from where it was put is another. */
const TOLERANCE_MS = 75;

/** The model finds the beats of a recording whose beats are known. */
export async function examineModel(findings: Findings, { model }: Config): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sinode-doctor-'));
  const files = await readModel(model);
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
    if (found === annotations.length && beats.length === found) findings.fine('model', said);
    else {
      findings.fail(
        'model',
        `${said} It marked ${beats.length}.`,
        'Install Sinode again, or choose another SINODE_MODEL: its file or the machine’s arithmetic is not what it should be.',
      );
    }
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}
