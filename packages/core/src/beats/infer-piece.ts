/**
 * The beats that the network finds in a piece.
 */
import type { BeatNetwork } from '../model/beat-network.ts';
import type { ModelCard } from '../model/model-card.ts';
import { believeBeats } from './believe-beats.ts';
import { type BeatCandidate, decodeBeats } from './decode-beats.ts';
import type { Piece, PieceSpan } from './piece.ts';
import { RHYTHM_SECONDS } from './piece-layout.ts';

/** A ventricle that has just beaten does not beat again for so long, unless the whole rhythm is as fast. */
const REST_SECONDS = 0.25;

/**
 * Beats from `start` to `end` and, where the recording goes on, of the overlap on either side; their steps are counted
 * from the recording's start.
 */
export async function inferPiece(
  piece: Piece,
  { start, end, length }: PieceSpan,
  {
    network,
    card,
    overlapSamples,
    windowSamples,
  }: { network: BeatNetwork; card: ModelCard; overlapSamples: number; windowSamples: number },
): Promise<BeatCandidate[]> {
  const { lengthMultiple, samplingRate } = card.input;
  const { strideSamples } = card.output;
  const decodedStart = Math.max(0, start - overlapSamples);
  const decodedEnd =
    decodedStart +
    Math.ceil((Math.min(length, end + overlapSamples) - decodedStart) / lengthMultiple) * lengthMultiple;
  const probabilities = new Float32Array((decodedEnd - decodedStart) / strideSamples);
  for (let from = decodedStart; from < decodedEnd; from += windowSamples) {
    const to = Math.min(decodedEnd, from + windowSamples);
    const inferred = await inferWindow(piece, from, to, { network, card });
    probabilities.set(inferred, (from - decodedStart) / strideSamples);
  }

  const firstStep = decodedStart / strideSamples;
  const stepsPerSecond = samplingRate / strideSamples;
  const { threshold, refractorySeconds, beatWidthSeconds, sureConfidence, doubtfulConfidence } =
    card.decoding;
  const candidates = decodeBeats(probabilities, {
    threshold,
    refractorySteps: Math.floor(refractorySeconds * stepsPerSecond),
    certainSum: beatWidthSeconds * stepsPerSecond,
  });
  const contextSteps = RHYTHM_SECONDS * stepsPerSecond;
  const restSteps = REST_SECONDS * stepsPerSecond;
  return believeBeats(candidates, { sureConfidence, doubtfulConfidence, contextSteps, restSteps })
    .map((candidate) => ({
      ...candidate,
      step: candidate.step + firstStep,
      position: candidate.position + firstStep,
    }))
    .filter(({ step }) => step * strideSamples < length);
}

/** The probabilities from one model sample to another, from a window with the network's margin on either side. */
async function inferWindow(
  piece: Piece,
  from: number,
  to: number,
  { network, card: { marginSamples, output } }: { network: BeatNetwork; card: ModelCard },
): Promise<Float32Array> {
  const start = from - marginSamples - piece.start;
  const end = to + marginSamples - piece.start;
  const probabilities = await network.infer(withZerosAround(piece.input, start, end));
  const marginSteps = marginSamples / output.strideSamples;
  return probabilities.subarray(marginSteps, probabilities.length - marginSteps);
}

/** `samples` from `start` to `end`, which may lie beyond them, as it does at both ends of the recording. */
function withZerosAround(samples: Float32Array, start: number, end: number): Float32Array {
  if (start >= 0 && end <= samples.length) return samples.subarray(start, end);
  const window = new Float32Array(end - start);
  window.set(samples.subarray(Math.max(0, start), end), Math.max(0, -start));
  return window;
}
