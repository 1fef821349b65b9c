/**
 * The beats that the network finds in a piece.
 */
import type { BeatNetwork } from '../model/beat-network.ts';
import type { ModelCard } from '../model/model-card.ts';
import { believeBeats } from './believe-beats.ts';
import { type BeatCandidate, decodeBeats } from './decode-beats.ts';
import type { Piece, PieceSpan } from './piece.ts';
import { RHYTHM_SECONDS } from './piece-layout.ts';

/**
 * Beats from `start` to `end` and, where the recording goes on, of the overlap on either side; their steps are counted
 * from the recording's start.
 */
export async function inferPiece(
  piece: Piece,
  { start, end, length }: PieceSpan,
  { network, card, overlapSamples }: { network: BeatNetwork; card: ModelCard; overlapSamples: number },
): Promise<BeatCandidate[]> {
  const { lengthMultiple, samplingRate } = card.input;
  const { strideSamples } = card.output;
  const decodedStart = Math.max(0, start - overlapSamples);
  const decodedEnd =
    decodedStart +
    Math.ceil((Math.min(length, end + overlapSamples) - decodedStart) / lengthMultiple) * lengthMultiple;
  const windowStart = decodedStart - card.marginSamples;
  const windowEnd = decodedEnd + card.marginSamples;

  // Zeros where the window reaches beyond the recording.
  const window = new Float32Array(windowEnd - windowStart);
  const first = Math.max(windowStart, piece.start);
  const last = Math.min(windowEnd, piece.start + piece.input.length);
  window.set(piece.input.subarray(first - piece.start, last - piece.start), first - windowStart);

  const probabilities = await network.infer(window);
  const marginSteps = card.marginSamples / strideSamples;
  const trusted = probabilities.subarray(marginSteps, probabilities.length - marginSteps);
  const firstStep = decodedStart / strideSamples;
  const stepsPerSecond = samplingRate / strideSamples;
  const { threshold, refractorySeconds, beatWidthSeconds, sureConfidence, doubtfulConfidence } =
    card.decoding;
  const candidates = decodeBeats(trusted, {
    threshold,
    refractorySteps: Math.floor(refractorySeconds * stepsPerSecond),
    certainSum: beatWidthSeconds * stepsPerSecond,
  });
  const contextSteps = RHYTHM_SECONDS * stepsPerSecond;
  return believeBeats(candidates, { sureConfidence, doubtfulConfidence, contextSteps })
    .map((candidate) => ({
      ...candidate,
      step: candidate.step + firstStep,
      position: candidate.position + firstStep,
    }))
    .filter(({ step }) => step * strideSamples < length);
}
