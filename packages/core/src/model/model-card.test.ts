import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ModelInvalidError } from '../errors.ts';
import { parseModelCard } from './model-card.ts';

const cardOf = (model: string) =>
  readFileSync(new URL(`../../../../models/${model}/model.json`, import.meta.url), 'utf8');
const text = cardOf('sinode-qrs-2');
const changed = (change: object) => JSON.stringify({ ...JSON.parse(text), ...change });

describe('the card', () => {
  test.each(['sinode-qrs-1', 'sinode-qrs-2'])('of %s is complete', (model) => {
    const card = parseModelCard(cardOf(model), model);
    expect(card.input.samplingRate).toBe(250);
    expect(card.training.fingerprints.length).toBeGreaterThan(1000);
  });

  test('may say how sure a score is, and what it was meant to reach', () => {
    const [score] = JSON.parse(text).scores;
    const told = {
      ...score,
      intervals: { f1: [0.99, 1] },
      goal: { f1: { atLeast: 0.9995 }, 'offsetMs:p95': { atMost: 12 } },
    };

    expect(parseModelCard(changed({ scores: [told] }), 'x').scores).toEqual([told]);
    expect(parseModelCard(changed({ scores: [score] }), 'x').scores).toEqual([score]);
    expect(() => parseModelCard(changed({ scores: [{ ...told, intervals: { f1: [1] } }] }), 'x')).toThrow(
      'scores.0.intervals.f1',
    );
  });

  test.each([
    ['not JSON', '{', 'model.json is not JSON.'],
    ['without a field', changed({ decoding: undefined }), 'model.json, decoding:'],
    [
      'with a wrong field',
      changed({ input: { name: 'ecg', samplingRate: -1, lengthMultiple: 16 } }),
      'input.samplingRate',
    ],
    ['with a margin that is no multiple', changed({ marginSamples: 3 }), 'marginSamples must be a multiple'],
  ])('%s is refused, and says where', (_, card, message) => {
    expect(() => parseModelCard(card, 'x')).toThrow(ModelInvalidError);
    expect(() => parseModelCard(card, 'x')).toThrow(message);
  });
});
