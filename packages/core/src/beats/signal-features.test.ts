import { expect, test } from 'vitest';
import { createSignalFeatures } from './signal-features.ts';

test('the height of a QRS is from its lowest to its highest sample, the median over the beats', () => {
  const features = createSignalFeatures();
  const samples = new Float32Array(1000);
  for (const [peak, tall] of [
    [100, 1],
    [350, 1.5],
    [600, 4],
  ] as const) {
    samples[peak] = tall;
    samples[peak + 8] = -0.5;
    features.addBeat(samples, peak, 250);
  }
  expect(features.finish().qrsMv).toBeCloseTo(2, 6);
});

test('a beat at the very edge counts as far as there are samples', () => {
  const features = createSignalFeatures();
  features.addBeat(Float32Array.of(1, 0, 0, 0.25), 0, 250);
  features.addBeat(Float32Array.of(0, 0, 1), 2, 250);
  expect(features.finish().qrsMv).toBe(1);
});

test('a straight line has no noise, a saw has four times its height', () => {
  const none = createSignalFeatures();
  const line = Float32Array.from({ length: 500 }, (_, i) => i / 128);
  none.addInput({ input: line, gaps: new Uint8Array(500) }, 0, 500);
  expect(none.finish().noise).toBeCloseTo(0, 6);

  const much = createSignalFeatures();
  const saw = Float32Array.from({ length: 500 }, (_, i) => (i % 2 === 0 ? 0.5 : -0.5));
  much.addInput({ input: saw, gaps: new Uint8Array(500) }, 0, 500);
  expect(much.finish().noise).toBeCloseTo(2, 6);
});

test('without a beat, and where all is gap, there is nothing to say', () => {
  const features = createSignalFeatures();
  features.addInput({ input: new Float32Array(500), gaps: new Uint8Array(500).fill(1) }, 0, 500);
  expect(features.finish()).toEqual({ qrsMv: null, noise: null });
});
