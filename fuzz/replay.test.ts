/** Every input that was ever worth keeping is read again: the corpus, and what used to be a finding. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readInputs } from './engine/corpus.ts';
import { loadTarget, TARGET_NAMES } from './targets/targets.ts';

const folderOf = (kind: string, target: string) =>
  fileURLToPath(new URL(`${kind}/${target}`, import.meta.url));

const MOST_CORPUS_BYTES = 1_000_000;

describe.each(TARGET_NAMES)('%s', (name) => {
  test('reads or refuses each input of the corpus as it should', { timeout: 60_000 }, async () => {
    const target = await loadTarget(name);
    const inputs = [
      ...target.seeds(),
      ...readInputs(folderOf('corpus', name)),
      ...readInputs(folderOf('findings', name)),
    ];
    for (const input of inputs) await target.run(input);
    expect(inputs.length).toBeGreaterThan(target.seeds().length);
  });
});

test('the corpus stays small', () => {
  const bytes = TARGET_NAMES.flatMap((name) => readInputs(folderOf('corpus', name)));
  expect(bytes.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(MOST_CORPUS_BYTES);
});
