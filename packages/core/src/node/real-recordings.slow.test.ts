import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createAnalyzer } from '../analyze.ts';
import { type EvaluationOptions, evaluateRecord, type RecordScore } from '../evaluate/evaluate-record.ts';
import type { ReferenceBeats } from '../evaluate/reference.ts';
import { summarizeEvaluation } from '../evaluate/summarize-evaluation.ts';
import { createNodeNetwork } from '../model/onnx-node.ts';
import type { RecordingReader } from '../recording/recording.ts';
import { singleLeadReader } from '../recording/single-lead-reader.ts';
import { addNoise } from '../synth/add-noise.ts';
import { insertPauses } from '../synth/insert-pauses.ts';
import { createRandom } from '../synth/random.ts';
import { testData } from '../testing/test-data.ts';
import { listDataSet, readReference } from './data-sets.ts';
import { openFile } from './files.ts';
import { readModel } from './models.ts';

/** What the shipped model reaches on recordings that it has not seen. These numbers must not get worse. */
const FLOORS = {
  mitdbTestF1: 0.9997,
  mitdbTestF1Within75Ms: 0.9995,
  ludbHeldOutF1: 0.9995,
  /** F1 of the records below with electrode motion, muscle and wander in equal shares, by dB. */
  noisyF1: [
    [0, 0.9705],
    [-6, 0.7615],
  ],
} as const;

/** Neither may these get larger. */
const CEILINGS = {
  /** 95 of 100 beats of LUDB's lead ii are no further from their reference. */
  ludbHeldOutP95Ms: 26,
  /** In the pauses and asystoles below. */
  beatsInPauses: 0,
};

/** Records with a quiet and a rich rhythm, to which noise is added. */
const NOISY_RECORDS = ['212', '221', '233'];
/** Of a record, for tests that make several recordings of it. */
const SHORT_SECONDS = 600;
const PAUSES_SECONDS = [3, 5, 30, 8];

const data = testData('splits.json') === null ? null : join(testData('splits.json') ?? '', '..');

const { card, bytes } = await readModel();
const network = await createNodeNetwork(bytes, card);
afterAll(() => network.dispose());
const analyze = createAnalyzer({ network, card });

describe.skipIf(data === null)('the shipped model', () => {
  const folder = data ?? '';
  const split: { mitdb: { test: string[] } } =
    data === null ? { mitdb: { test: [] } } : JSON.parse(readFileSync(join(folder, 'splits.json'), 'utf8'));

  async function scores(
    dataSet: string,
    annotator: string,
    wanted: (record: string) => boolean,
    options: EvaluationOptions,
  ): Promise<RecordScore[]> {
    const results: RecordScore[] = [];
    for (const entry of await listDataSet(join(folder, dataSet), annotator)) {
      if (!wanted(entry.record)) continue;
      const { reader, close } = await openFile(entry.file);
      const reference = await readReference(entry);
      const input = { record: entry.record, open: async () => reader, reference, analyze, card };
      results.push((await evaluateRecord(input, options)).score);
      await close();
    }
    return results;
  }

  /** The beginning of the first lead of MITDB records, changed. */
  async function changedMitdb<T>(
    wanted: readonly string[],
    use: (record: string, start: Beginning) => Promise<T>,
  ): Promise<T[]> {
    const results: T[] = [];
    for (const entry of await listDataSet(join(folder, 'mitdb'), 'atr')) {
      if (!wanted.includes(entry.record)) continue;
      const { reader, close } = await openFile(entry.file);
      const length = SHORT_SECONDS * reader.samplingRate;
      const samples = await reader.read(0, 0, length);
      const { beats } = await readReference(entry);
      await close();
      const start = { reader, samples, beats: beats.filter((beat) => beat < length) };
      results.push(await use(entry.record, start));
    }
    return results;
  }

  const inMitdbTest = (record: string) => split.mitdb.test.includes(record);
  const inLudbHeldOut = (record: string) => card.training.heldOut.ludb.includes(record);

  test('knows the recordings that it was trained on, in every data set, and no others', async () => {
    // The fingerprints on the card come from the Python readers: equal ones show that both read the same samples.
    const cpsc2019 = await scores('cpsc2019', 'atr', () => true, { protocol: 'cpsc2019' });
    expect(cpsc2019.filter(({ seenInTraining }) => !seenInTraining)).toEqual([]);
    const mitdb = await scores('mitdb', 'atr', (record) => Number(record) < 120, { protocol: 'ec57' });
    for (const { record, seenInTraining } of mitdb)
      expect([record, seenInTraining]).toEqual([record, !inMitdbTest(record)]);
    for (const lead of ['v1', 'avr']) {
      const ludb = await scores('ludb', lead, () => true, { protocol: 'ec57', lead });
      expect(ludb.length).toBe(150);
      for (const { record, seenInTraining } of ludb) {
        expect([record, seenInTraining]).toEqual([record, !inLudbHeldOut(record)]);
      }
    }
  });

  test('finds the beats of the MITDB test records', async () => {
    const within150 = await scores('mitdb', 'atr', inMitdbTest, { protocol: 'ec57' });
    expect(within150.length).toBe(11);
    expect(summarizeEvaluation('ec57', within150).f1).toBeGreaterThanOrEqual(FLOORS.mitdbTestF1);
    const within75 = await scores('mitdb', 'atr', inMitdbTest, { protocol: 'ec57', toleranceMs: 75 });
    expect(summarizeEvaluation('ec57', within75).f1).toBeGreaterThanOrEqual(FLOORS.mitdbTestF1Within75Ms);
  });

  test('finds the beats of lead ii of the LUDB records held out of its training', async () => {
    const options = { protocol: 'ec57', lead: 'ii', span: 'annotated' } as const;
    const ludb = await scores('ludb', 'ii', inLudbHeldOut, options);
    expect(ludb.length).toBe(30);
    expect(summarizeEvaluation('ec57', ludb).f1).toBeGreaterThanOrEqual(FLOORS.ludbHeldOutF1);
  });

  test('places the beats of lead ii of LUDB where its annotators did', async () => {
    const options = { protocol: 'ec57', lead: 'ii', span: 'annotated' } as const;
    const ludb = await scores('ludb', 'ii', inLudbHeldOut, options);
    const errors = ludb
      .flatMap(({ offsetsMs }) => offsetsMs.flatMap(([ms, count]) => Array<number>(count).fill(Math.abs(ms))))
      .sort((a, b) => a - b);
    expect(errors.length).toBeGreaterThan(150);
    expect(errors[Math.floor(0.95 * errors.length)]).toBeLessThanOrEqual(CEILINGS.ludbHeldOutP95Ms);
  });

  test.each(FLOORS.noisyF1)('finds beats under noise at %d dB', async (snrDb, floor) => {
    const noisy = await changedMitdb(NOISY_RECORDS, async (record, { reader, samples, beats }) => {
      const noise = addNoise(samples, {
        samplingRate: reader.samplingRate,
        peaks: beats,
        mix: { 'electrode-motion': 1, muscle: 1, wander: 1 },
        snrDb,
        random: createRandom(Number(record)),
      });
      const reference: ReferenceBeats = { beats, excluded: [], samplingRate: null };
      const open = async () => oneLead(reader, noise);
      return (await evaluateRecord({ record, open, reference, analyze, card }, { protocol: 'ec57' })).score;
    });
    expect(noisy.length).toBe(NOISY_RECORDS.length);
    expect(summarizeEvaluation('ec57', noisy).f1).toBeGreaterThanOrEqual(floor);
  });

  test('invents no beats where a heart pauses', async () => {
    const invented = await changedMitdb(split.mitdb.test, async (record, { reader, samples, beats }) => {
      const made = insertPauses(samples, {
        samplingRate: reader.samplingRate,
        beats,
        pausesSeconds: PAUSES_SECONDS,
        random: createRandom(Number(record)),
      });
      const found = await analyze(oneLead(reader, made.samples));
      const inside = made.pauses.map(
        ({ start, end }) => found.beats.filter((beat) => beat >= start && beat < end).length,
      );
      return { pauses: made.pauses.length, beats: inside.reduce((sum, count) => sum + count, 0) };
    });
    const total = (field: 'pauses' | 'beats') => invented.reduce((sum, each) => sum + each[field], 0);
    expect(total('pauses')).toBeGreaterThan(25);
    expect(total('beats')).toBeLessThanOrEqual(CEILINGS.beatsInPauses);
  });
});

interface Beginning {
  readonly reader: RecordingReader;
  readonly samples: Float32Array;
  readonly beats: Int32Array;
}

/** The first lead with other samples. */
function oneLead({ leads, samplingRate }: RecordingReader, samples: Float32Array) {
  return singleLeadReader(samples, samplingRate, leads[0].name);
}
