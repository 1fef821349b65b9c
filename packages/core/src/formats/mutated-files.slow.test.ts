import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAnalyzer } from '../analyze.ts';
import { EcgError } from '../errors.ts';
import { createNodeNetwork } from '../model/onnx-node.ts';
import { readModel } from '../node/models.ts';
import { bytesSource, fileSet } from './byte-source.ts';
import { openRecording } from './open-recording.ts';
import { everyFormat } from './testing/every-format.ts';

const RUNS = 3000;
/** Readers are asked for this much at a time, as the pipeline does: a file may claim a month of gaps. */
const PIECE_SAMPLES = 4096;

const { card, bytes: model } = await readModel();
const analyze = createAnalyzer({ network: await createNodeNetwork(model, card), card });

type Edit = (bytes: Uint8Array) => Uint8Array;

const position = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  // Headers lie at the front: half of the changes go there.
  fc
    .tuple(
      fc.oneof(
        position,
        position.map((at) => at * 0.05),
      ),
      fc.nat(255),
    )
    .map(
      ([at, value]) =>
        (bytes: Uint8Array) =>
          bytes.with(Math.floor(at * bytes.length), value),
    ),
  position.map((at) => (bytes: Uint8Array) => bytes.slice(0, Math.max(1, Math.floor(at * bytes.length)))),
  fc
    .tuple(position, fc.uint8Array({ minLength: 1, maxLength: 8 }))
    .map(([at, inserted]) => (bytes: Uint8Array) => {
      const cut = Math.floor(at * bytes.length);
      return Uint8Array.from([...bytes.subarray(0, cut), ...inserted, ...bytes.subarray(cut)]);
    }),
);

test.each(everyFormat())(
  `$name: of ${RUNS} mutated files, each is read or refused with a sentence`,
  async (fixture) => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(fixture.files.length - 1),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (index, edits, analysed) => {
          const sources = fixture.files.map(({ name, bytes }, i) =>
            bytesSource(name, i === index ? edits.reduce((result, change) => change(result), bytes) : bytes),
          );
          try {
            const reader = await openRecording(sources[0], fileSet(sources), fixture.options);
            await reader.read(0, 0, Math.min(PIECE_SAMPLES, reader.sampleCount));
            await reader.read(0, Math.max(0, reader.sampleCount - PIECE_SAMPLES), reader.sampleCount);
            // Days of gaps are analysed too, but not three thousand times in a test.
            if (analysed && reader.sampleCount < 50_000) await analyze(reader);
          } catch (error) {
            if (!(error instanceof EcgError)) throw error;
            expect(error.message).toMatch(/[a-z].*\.$|[a-z].*\)\.?$/s);
            refused++;
          }
        },
      ),
      { numRuns: RUNS, seed: 2019 },
    );
    expect(refused).toBeGreaterThan(RUNS / 100);
  },
);
