import { expect, test } from 'vitest';
import { drawTrace } from './draw-trace.ts';
import { handleKey, type KeyActions } from './keys.ts';
import { createSvgPen } from './svg-pen.ts';
import { memorySource } from './testing/memory-source.ts';
import { createTraceModel, type TraceModel } from './trace-model.ts';

const RATE = 250;

/** A minute of spikes a second apart on a trace that is 2 mV too high. */
async function spikes(): Promise<TraceModel> {
  const samples = new Float32Array(60 * RATE).fill(2);
  for (let i = RATE / 2; i < samples.length; i += RATE) samples[i] = 3;
  const source = await memorySource(RATE, { II: samples, V5: samples });
  const model = createTraceModel(source, null);
  model.set({ width: 1000 });
  return model;
}

/** Draws, and again when all has come. */
async function drawn(model: TraceModel): Promise<string> {
  const draw = () => {
    const pen = createSvgPen(model.get().layout, 'test');
    drawTrace(pen, model.scene(1));
    return pen.finish();
  };
  draw();
  await new Promise((resolve) => setTimeout(resolve, 0));
  await expect.poll(() => model.tiles.isComplete()).toBe(true);
  return draw();
}

const beats = () => ({
  lead: 'II',
  samples: Int32Array.from({ length: 60 }, (_, i) => RATE / 2 + i * RATE),
  confidence: new Float64Array(60).fill(1),
  heartRates: new Float64Array(59).fill(60),
});

test('the middle of the trace is on the baseline, whatever the recorder added', async () => {
  const model = await spikes();
  await drawn(model);
  expect(model.scene(1).offsetsMv).toEqual({ II: 2 });
});

test('each beat in view has its ring on the tip of its spike, and its rate above', async () => {
  const model = await spikes();
  model.set({ beats: beats() });
  const svg = await drawn(model);
  const rings = [...svg.matchAll(/<path d="M([\d.]+) ([\d.]+)a5 5 /g)];
  const [lane] = model.get().layout.lanes;
  const tip = (lane?.baseline ?? 0) - 10 * (96 / 25.4);
  expect(rings.length).toBeGreaterThanOrEqual(9);
  expect(rings.length).toBeLessThanOrEqual(11);
  for (const [i, [, x, y]] of rings.entries()) {
    expect(Number(x) + 5).toBeCloseTo(64 + (i + 0.5) * 25 * (96 / 25.4), 1);
    expect(Number(y)).toBeCloseTo(tip, 1);
  }
  expect(svg.match(/>60<\/text>/g)?.length).toBeGreaterThanOrEqual(8);
});

test('a beat is set on the tip of the wave near to where a person points', async () => {
  const model = await spikes();
  await drawn(model);
  expect(await model.peakNear('II', RATE / 2 + 9)).toBe(RATE / 2);
  expect(await model.peakNear('II', 0)).toBe(0);
});

test('a minute fits the paper, and no gesture leads out of it', async () => {
  const model = await spikes();
  model.set({ view: { startSeconds: 1e6, mmPerSecond: 0, mmPerMv: 10 } });
  expect(model.get().view.startSeconds).toBeCloseTo(0, 6);
  expect(await drawn(model)).toContain('0:30');
});

const nothing: KeyActions = { add() {}, move() {}, remove() {}, undo() {}, redo() {}, onChosen() {} };
const press = (model: TraceModel, key: string, more: Partial<KeyboardEvent> = {}, actions = nothing) =>
  handleKey({ key, ...more } as KeyboardEvent, model, actions);

test('N and P go from beat to beat, and say which', async () => {
  const model = await spikes();
  model.set({ beats: beats() });
  const chosen: number[] = [];
  const actions = { ...nothing, onChosen: (index: number) => void chosen.push(index) };
  model.set({ cursor: 0 });
  press(model, 'n', {}, actions);
  press(model, 'n', {}, actions);
  press(model, 'p', {}, actions);
  press(model, 'p', {}, actions);
  expect(chosen).toEqual([0, 1, 0, 0]);
  expect(model.get().selected).toBe(RATE / 2);
});

test('beats are changed by keys while correcting, and only then', async () => {
  const model = await spikes();
  model.set({ beats: beats(), selected: RATE / 2, cursor: RATE / 2 });
  const done: unknown[] = [];
  const actions = {
    ...nothing,
    add: (sample: number) => void done.push(['add', sample]),
    move: (from: number, to: number) => void done.push(['move', from, to]),
    remove: (sample: number) => void done.push(['remove', sample]),
  };
  expect(press(model, 'Delete', {}, actions)).toBe(false);
  expect(done).toEqual([]);
  model.set({ tool: 'correct' });
  press(model, 'Delete', {}, actions);
  press(model, '.', {}, actions);
  press(model, '<', { shiftKey: true }, actions);
  press(model, 'i', {}, actions);
  expect(done).toEqual([
    ['remove', 125],
    ['move', 125, 126],
    ['move', 125, 122],
    ['add', 125],
  ]);
});

test('M measures from the cursor to where it is moved, Esc ends it', async () => {
  const model = await spikes();
  model.set({ cursor: 1000 });
  press(model, 'm');
  press(model, 'ArrowRight', { ctrlKey: true, shiftKey: true });
  expect(model.get().calipers).toMatchObject({ fromSample: 1000, toSample: 1026 });
  press(model, 'Escape');
  expect(model.get().calipers).toBeNull();
});

test('keys that mean nothing are left to the browser', async () => {
  const model = await spikes();
  expect(press(model, 'Tab')).toBe(false);
  expect(press(model, 'f', { ctrlKey: true })).toBe(false);
});
