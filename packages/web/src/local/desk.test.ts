import { createAnalyzer, inMemoryReader, synthesizeRecording } from '@sinode/core';
import { afterEach, describe, expect, test } from 'vitest';
import { createDesk, type DeskState, type Work } from './desk.ts';
import { matFile, toFile, wfdbFiles } from './testing/files.ts';
import { createTestWorkers, loadTestNetwork, type TestWorkers } from './testing/workers.ts';
import type { Handlers } from './worker/answer-calls.ts';
import { LocalError } from './worker/messages.ts';

type Open = Work & { step: 'open' };

const network = await loadTestNetwork();
let workers: TestWorkers;
afterEach(() => workers.stopAll());

function newDesk(change?: (handlers: Handlers) => Handlers, loadNetwork = async () => network) {
  workers = createTestWorkers(loadNetwork, change);
  const desk = createDesk({ startWorker: workers.startWorker, chooseModel: async () => null });
  const history: DeskState[] = [];
  desk.subscribe(() => history.push(desk.get()));
  /** Resolves when the desk is as it is asked for. */
  const until = (isSo: (state: DeskState) => boolean) =>
    new Promise<DeskState>((resolve) => {
      const check = () => {
        if (!isSo(desk.get())) return;
        unsubscribe();
        resolve(desk.get());
      };
      const unsubscribe = desk.subscribe(check);
      check();
    });
  return { desk, history, until };
}

function openWork({ work }: DeskState): Open {
  if (work.step !== 'open') throw new Error(`nothing is open: ${JSON.stringify(work)}`);
  return work;
}

const isSearching = ({ work }: DeskState) => work.step === 'open' && work.search.kind === 'searching';

/** Analyses that do not end. */
const endless = (handlers: Handlers): Handlers => ({
  ...handlers,
  analyze: (_, onProgress) => {
    onProgress(0.5);
    return new Promise(() => {});
  },
});

describe('a recording that is dropped', () => {
  test('is opened, and its beats are those that the core finds', async () => {
    const { desk } = newDesk();
    await desk.put(wfdbFiles('100', { seconds: 30 }));

    const { recording } = synthesizeRecording({
      seed: 3,
      durationSeconds: 30,
      samplingRate: 250,
      leads: ['II'],
    });
    const { beats } = await createAnalyzer(network)(inMemoryReader(recording));
    const { name, report, search, recording: opened } = openWork(desk.get());
    expect([name, search.kind]).toEqual(['100', 'found']);
    expect(opened).toMatchObject({ leads: ['II'], samplingRate: 250, sampleCount: 7500, startTime: null });
    expect(report).toMatchObject({ file: '100.hea', lead: 'II', durationSeconds: 30 });
    expect(report?.beats).toEqual([...beats]);
    expect(desk.get().network).toBe('ready');
  });

  test('is drawn before its beats are found', async () => {
    const { desk, until } = newDesk(endless);
    void desk.put(wfdbFiles('100', { seconds: 60 }));
    const { trace, report, search } = openWork(await until(isSearching));
    expect(report).toBeNull();
    expect(search).toMatchObject({ lead: 'II' });
    const { minMax, startSample } = await trace.envelope('II', 0, 15_000, 100);
    expect(startSample).toBe(0);
    expect(Math.max(...minMax)).toBeGreaterThan(0.5);
  });

  test('is compared with the beats of the annotations beside it', async () => {
    const { desk } = newDesk();
    const files = wfdbFiles('100', { seconds: 30 });
    await desk.put(files);
    expect(openWork(desk.get()).reference).toMatchObject({ annotator: 'atr', span: 'all' });

    await desk.put(files.filter(({ name }) => name !== '100.atr'));
    expect(openWork(desk.get()).reference).toBeNull();
  });

  test('leaves the one before it behind', async () => {
    const { desk, until } = newDesk(endless);
    void desk.put(wfdbFiles('100', { seconds: 60 }));
    await until(isSearching);
    const { trace } = openWork(desk.get());
    void desk.put(wfdbFiles('200', { seconds: 10 }));
    await until(({ work }) => work.step === 'open' && work.name === '200');
    expect(workers.running()).toBe(2);
    await expect(trace.envelope('II', 0, 100, 10)).rejects.toThrow(LocalError);
  });
});

describe('several recordings', () => {
  test('are a list to choose from', async () => {
    const { desk } = newDesk();
    await desk.put([...wfdbFiles('100'), ...wfdbFiles('200')]);
    const { work, found } = desk.get();
    expect(work.step).toBe('choosing');
    expect(found?.recordings.map(({ name }) => name)).toEqual(['100', '200']);

    await desk.choose(found!.recordings[1]!);
    expect(openWork(desk.get()).report?.file).toBe('200.hea');
    desk.chooseAgain();
    expect(desk.get().work.step).toBe('choosing');
  });

  test('a folder without any is said to hold nothing', async () => {
    const { desk } = newDesk();
    await desk.put([toFile('.DS_Store', 'x')]);
    expect(desk.get().work.step).toBe('nothing');
  });
});

describe('a file that cannot be opened as it is', () => {
  test('asks for its sampling rate, and goes on with it', async () => {
    const { desk } = newDesk();
    await desk.put([matFile('ecg.mat', { seconds: 12, samplingRate: 360 })]);
    expect(desk.get().work).toEqual({ step: 'asking-rate', name: 'ecg.mat' });
    await desk.giveRate(360);
    expect(openWork(desk.get()).report).toMatchObject({ samplingRate: 360, durationSeconds: 12 });
  });

  test('says which file is missing, and goes on when it is added', async () => {
    const { desk } = newDesk();
    const [header, signals] = wfdbFiles('100');
    await desk.put([header!]);
    expect(desk.get().work).toMatchObject({
      step: 'refused',
      name: '100',
      error: { code: 'FILE_MISSING', file: '100.dat' },
    });
    await desk.add([signals!]);
    expect(openWork(desk.get()).report?.file).toBe('100.hea');
  });

  test('goes on as well when it is dropped, but not when other recordings come with it', async () => {
    const { desk } = newDesk();
    const [header, signals] = wfdbFiles('100');
    await desk.put([header!]);
    await desk.put([signals!]);
    expect(openWork(desk.get()).report?.file).toBe('100.hea');

    await desk.put([header!]);
    await desk.put([header!, signals!, ...wfdbFiles('200')]);
    expect(desk.get().work.step).toBe('choosing');
  });

  test('a signal file waits for its header', async () => {
    const { desk } = newDesk();
    const [header, signals] = wfdbFiles('100');
    await desk.put([signals!]);
    expect(desk.get().work).toMatchObject({ error: { code: 'FILE_MISSING', file: '100.hea' } });
    await desk.add([header!]);
    expect(openWork(desk.get()).report?.file).toBe('100.hea');
  });

  test.each([
    ['letter.edf', 'This is a letter.\n'.repeat(40), 'FORMAT_UNSUPPORTED'],
    ['empty.csv', '', 'FILE_CORRUPT'],
    [
      'short.csv',
      `time,ecg\n${Array.from({ length: 100 }, (_, i) => `${i / 250},0.1`).join('\n')}\n`,
      'SIGNAL_TOO_SHORT',
    ],
  ])('%s is refused with the reason', async (name, content, code) => {
    const { desk } = newDesk();
    await desk.put([toFile(name, content)]);
    const { work } = desk.get();
    expect(work).toMatchObject({ step: 'refused', name, error: { code } });
    expect(work.step === 'refused' && work.error.message.length).toBeGreaterThan(10);
  });
});

describe('a search', () => {
  test('tells how far it is, and can be stopped', async () => {
    const { desk, until } = newDesk(endless);
    void desk.put(wfdbFiles('100', { seconds: 60 }));
    const isHalf = ({ work }: DeskState) =>
      work.step === 'open' && work.search.kind === 'searching' && work.search.fraction === 0.5;
    await until(isHalf);
    desk.stop();
    const { search, trace } = openWork(desk.get());
    expect(search).toEqual({ kind: 'stopped', lead: 'II' });
    // The trace goes on to be drawn.
    await expect(trace.envelope('II', 0, 100, 10)).resolves.toMatchObject({ startSample: 0 });
  });

  test('goes over to another lead, and knows the first one still', async () => {
    let analyses = 0;
    const { desk } = newDesk((handlers) => ({
      ...handlers,
      analyze: (...question) => {
        analyses++;
        return handlers.analyze(...question);
      },
    }));
    await desk.put(wfdbFiles('100', { leads: ['II', 'V1'] }));
    const first = openWork(desk.get()).report;
    expect(first?.lead).toBe('II');
    await desk.find('V1');
    expect(openWork(desk.get()).report?.lead).toBe('V1');
    await desk.find('II');
    expect(openWork(desk.get()).report).toBe(first);
    expect(analyses).toBe(2);
  });

  test('for another lead ends the one that is under way', async () => {
    const { desk, until, history } = newDesk((handlers) => ({
      ...handlers,
      analyze: (question, onProgress) =>
        question.lead === 'II' ? new Promise(() => {}) : handlers.analyze(question, onProgress),
    }));
    void desk.put(wfdbFiles('100', { leads: ['II', 'V1'] }));
    await until(isSearching);
    await desk.find('V1');
    expect(openWork(desk.get()).report?.lead).toBe('V1');
    expect(history.some(({ work }) => work.step === 'open' && work.search.kind === 'failed')).toBe(false);
    expect(workers.running()).toBe(2);
  });

  test('a lead without a signal fails, and another one can be tried', async () => {
    const { desk } = newDesk();
    const rows = Array.from({ length: 2500 }, (_, i) => `${i / 250},0,${Math.sin(i * i * 0.01)}`);
    await desk.put([toFile('flat.csv', `time,ecg,other\n${rows.join('\n')}\n`)]);
    expect(openWork(desk.get()).search).toMatchObject({
      kind: 'failed',
      lead: 'ecg',
      error: { code: 'SIGNAL_FLAT' },
    });
    await desk.find('other');
    expect(openWork(desk.get()).search.kind).toBe('found');
  });
});

test('a network that cannot be loaded is asked for again when beats are looked for again', async () => {
  let isAway = true;
  const { desk } = newDesk(undefined, async () => {
    if (isAway) throw new LocalError({ code: 'MODEL_AWAY', message: 'offline', file: null });
    return network;
  });
  await desk.put(wfdbFiles('100'));
  expect(openWork(desk.get()).search).toMatchObject({ kind: 'failed', error: { code: 'MODEL_AWAY' } });
  isAway = false;
  await desk.find('II');
  expect(openWork(desk.get()).search.kind).toBe('found');
  expect(desk.get().network).toBe('ready');
});

test('the example is a recording with beats that are known', async () => {
  const { desk } = newDesk();
  await desk.showExample();
  const { name, report, reference } = openWork(desk.get());
  expect(name).toBeNull();
  expect(report?.beats.length).toBeGreaterThan(100);
  expect(reference?.annotator).toBe('synthesis');
});

test('a desk that is cleared has nothing on it', async () => {
  const { desk } = newDesk();
  await desk.put(wfdbFiles('100'));
  desk.clear();
  expect(desk.get()).toMatchObject({ work: { step: 'empty' }, found: null });
  expect(workers.running()).toBeLessThanOrEqual(1);
});
