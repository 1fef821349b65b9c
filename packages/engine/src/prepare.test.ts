import { mkdtemp, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readEnvelope, readTrace, readTraceHeader } from '@sinode/core';
import { withFile } from '@sinode/core/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepare } from './prepare.ts';
import type { PreparedRecording } from './tasks.ts';
import { createRecordings, type Recordings, TEN_SECONDS } from './testing/recordings.ts';

let recordings: Recordings;
beforeAll(async () => {
  recordings = await createRecordings();
});
afterAll(() => recordings.remove());

async function prepared(file: string): Promise<PreparedRecording & { traceFolder: string }> {
  const { folder } = recordings;
  const traceFolder = await mkdtemp(join(folder, 'traces-'));
  const facts = await prepare({ folder, file, samplingRate: null, traceFolder }, () => {});
  return { ...facts, traceFolder };
}

test('a recording with a gap, and a lead that is off, is taken with its facts', async () => {
  // Whole microvolts, as the format holds them.
  const samples = TEN_SECONDS.map((mv) => (Math.round(mv * 1000) + 0) / 1000);
  samples.fill(Number.NaN, 1000, 1250);
  samples[17] = 3;
  samples[4999] = -2;
  const off = new Float32Array(5000).fill(0.25);
  await recordings.writeRecord('gap', [
    { name: 'II', samples },
    { name: 'V1', samples: off },
  ]);
  const { traceFolder, ...facts } = await prepared('gap.hea');
  expect(facts).toMatchObject({
    format: 'wfdb',
    samplingRate: 500,
    sampleCount: 5000,
    durationSeconds: 10,
    startTime: null,
    leads: [
      { name: 'II', unit: 'mV', gapSeconds: 0.5, minMv: -2, maxMv: 3 },
      { name: 'V1', unit: 'mV', gapSeconds: 0, minMv: 0.25, maxMv: 0.25 },
    ],
  });
  expect(await readdir(traceFolder)).toEqual(['0.trace', '1.trace']);
  await withFile(join(traceFolder, '0.trace'), async (source) => {
    const header = await readTraceHeader(source);
    expect(header).toMatchObject({ samplingRate: 500, sampleCount: 5000 });
    expect(await readTrace(source, header, 0, 5000)).toEqual(samples);
    const whole = await readEnvelope(source, header, { start: 0, end: 5000, columns: 1 });
    expect([...whole.minMax]).toEqual([-2, 3]);
  });
});

test('signs of progress come from every part and never go back', async () => {
  const traceFolder = await mkdtemp(join(recordings.folder, 'traces-'));
  const fractions: number[] = [];
  const task = { folder: recordings.folder, file: 'long.hea', samplingRate: null, traceFolder };
  await prepare(task, (fraction) => fractions.push(fraction));
  expect(fractions.length).toBeGreaterThan(20);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
});

describe('is refused', () => {
  test('what is flat', async () => {
    const samples = new Float32Array(5000).fill(0.5);
    const gap = new Float32Array(5000).fill(Number.NaN);
    await recordings.writeRecord('flat', [
      { name: 'I', samples: gap },
      { name: 'II', samples },
    ]);
    await expect(prepared('flat.hea')).rejects.toMatchObject({ code: 'SIGNAL_FLAT' });
  });

  test('what holds no sample', async () => {
    await recordings.writeRecord('empty', [{ name: 'II', samples: new Float32Array(5000).fill(Number.NaN) }]);
    await expect(prepared('empty.hea')).rejects.toMatchObject({ code: 'SIGNAL_EMPTY' });
  });

  test('what is shorter than an analysis can use', async () => {
    await recordings.writeRecord('brief', [{ name: 'II', samples: TEN_SECONDS.subarray(0, 500) }]);
    await expect(prepared('brief.hea')).rejects.toMatchObject({ code: 'SIGNAL_TOO_SHORT' });
  });

  test('a small header that claims more samples than the disk should hold', async () => {
    const frames = 12_000_000;
    // A hole in the file: it takes no room.
    const file = await open(join(recordings.folder, 'hole.dat'), 'w');
    await file.truncate(2 * frames);
    await file.close();
    await recordings.write('hole.hea', `hole 1 500 ${frames}\nhole.dat 16 200/mV 16 0 0 0 0 II\n`);
    const repeated = `repeated/100 1 500 ${100 * frames}\n${`hole ${frames}\n`.repeat(100)}`;
    await recordings.write('repeated.hea', repeated);
    await expect(prepared('repeated.hea')).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('1200000000 samples; at most 1100000000'),
    });
  });
});
