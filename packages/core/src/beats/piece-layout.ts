/**
 * How a long recording is cut: which samples a piece yields the beats of, and how many more it has to see for that.
 */
import type { ModelCard } from '../model/model-card.ts';

export interface PieceLayout {
  /** Model samples that quality is judged over. */
  readonly stretchSamples: number;
  /** Model samples whose beats a piece yields. */
  readonly pieceSamples: number;
  /** Model samples read on either side, so that filters and scale see what they would in the whole recording. */
  readonly contextSamples: number;
  /** Model samples on either side that are decoded too, so that rhythm and quality hold across the seam. */
  readonly overlapSamples: number;
  /** Model samples that the network works through at once, margins left out. */
  readonly windowSamples: number;
}

/** Long enough that the context on either side costs little, short enough that memory does not grow. */
const PIECE_SECONDS = 1200;
/** Short enough that what lies between the network's layers stays in a processor's cache. */
const WINDOW_SECONDS = 240;
/** Quality is judged over this many blocks of the scale (of 1 s with the models so far). */
const STRETCH_BLOCKS = 4;
/** Beats this far away on either side make the rhythm by which a doubtful one is judged. */
export const RHYTHM_SECONDS = 8;
/** Steps beyond the refractory time that a beat's place and confidence are taken from. */
const STEPS_AROUND_BEAT = 8;

/** All are multiples of the blocks and of the network's stride, which are anchored at the recording's start. */
export function pieceLayout({
  input,
  output,
  marginSamples,
  preprocessing,
  decoding,
}: ModelCard): PieceLayout {
  const { scaleBlockSamples, baselineBlockSamples, baselineBlocks, scaleContextBlocks, gapSeconds } =
    preprocessing;
  const stretchSamples = STRETCH_BLOCKS * scaleBlockSamples;
  const unit = leastCommonMultiple(stretchSamples, input.lengthMultiple);
  const roundUp = (samples: number, multiple: number) => Math.ceil(samples / multiple) * multiple;

  const overlapSamples = roundUp(
    stretchSamples +
      (RHYTHM_SECONDS + decoding.refractorySeconds) * input.samplingRate +
      STEPS_AROUND_BEAT * output.strideSamples,
    input.lengthMultiple,
  );
  const contextSamples =
    overlapSamples +
    marginSamples +
    (scaleContextBlocks + 1) * scaleBlockSamples +
    baselineBlocks * baselineBlockSamples +
    2 * gapSeconds * input.samplingRate;
  return {
    stretchSamples,
    pieceSamples: roundUp(PIECE_SECONDS * input.samplingRate, unit),
    contextSamples: roundUp(contextSamples, unit),
    overlapSamples,
    windowSamples: roundUp(WINDOW_SECONDS * input.samplingRate, input.lengthMultiple),
  };
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
