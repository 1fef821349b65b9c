import { expect, test } from 'vitest';
import { bytesSource } from '../byte-source.ts';
import { readHeader } from './header.ts';
import { scanAnnotations } from './scan-annotations.ts';
import { buildEdf, type SignalFixture, tal } from './testing/build-edf.ts';

const ecg: SignalFixture = { label: 'II', unit: 'mV', samplesPerRecord: 1 };
const timed: SignalFixture = {
  label: 'EDF Annotations',
  samplesPerRecord: 10,
  tals: [tal('+0.5', ''), tal('+2', ''), tal('+4', '')],
};

async function onsets(reserved: string, ...signals: SignalFixture[]) {
  const source = bytesSource('a.edf', buildEdf({ reserved, recordCount: 3, signals }));
  const { onsetSeconds } = await scanAnnotations(source, await readHeader(source), 3);
  return Array.from(onsetSeconds);
}

test('the times of all data records are kept only where they tell of gaps', async () => {
  expect(await onsets('EDF+D', ecg, timed)).toEqual([0.5, 2, 4]);
  expect(await onsets('EDF+C', ecg, timed)).toEqual([0.5]);
});

test.each(['', 'EDF+C', 'EDF+D'])(
  'without an annotation signal (%j) there is no time to keep',
  async (reserved) => {
    expect(await onsets(reserved, ecg)).toEqual([Number.NaN]);
  },
);
