/**
 * Beats of one lead, found piece by piece. Each piece is read with the context that its result depends on, so the
 * beats are the same wherever the pieces are cut, and memory stays that of one piece.
 */
import type { BeatNetwork } from '../model/beat-network.ts';
import type { ModelCard } from '../model/model-card.ts';
import type { RecordingReader } from '../recording/recording.ts';
import type { SampleSpan } from '../recording/sample-span.ts';
import { type ModelInput, modelInput } from '../signal/model-input.ts';
import { createResampler, type Resampler } from '../signal/resample.ts';
import { believeBeats } from './believe-beats.ts';
import { type BeatCandidate, decodeBeats } from './decode-beats.ts';
import { judgeStretch, type Quality, type QualityVerdict, summarizeQuality } from './quality.ts';
import { refinePeak } from './refine-peak.ts';

export interface FoundBeats {
  /** R-peaks, ascending sample indices at the recording's rate. */
  readonly beats: Int32Array;
  /** 0..1 for each beat. */
  readonly confidence: Float32Array;
  readonly quality: Quality;
  /** Stretches in which no beat could have been seen, ascending by start. */
  readonly breaks: readonly SampleSpan[];
  /** Time inside gaps. */
  readonly gapSeconds: number;
  /** mV, the least and the greatest finite sample; +∞ and −∞ where there is none. */
  readonly lowest: number;
  readonly highest: number;
}

/** Long enough that the context on either side costs little, short enough that memory does not grow. */
const PIECE_SECONDS = 600;
/** Quality is judged over this many blocks of the scale (of 1 s with the models so far). */
const STRETCH_BLOCKS = 4;
/** Beats this far away on either side make the rhythm by which a doubtful one is judged. */
const RHYTHM_SECONDS = 8;
/** Steps beyond the refractory time that a beat's place and confidence are taken from. */
const STEPS_AROUND_BEAT = 8;
/** A gap shorter than this hides no beat. */
const BREAK_SECONDS = 0.2;

/**
 * @param lead - index into the reader's leads
 * @param onProgress - called after each piece with the share that is done
 */
export async function findBeats(
  reader: RecordingReader,
  lead: number,
  { network, card }: { network: BeatNetwork; card: ModelCard },
  onProgress?: (fraction: number) => void,
): Promise<FoundBeats> {
  const { samplingRate, sampleCount } = reader;
  const modelRate = card.input.samplingRate;
  const resampler = createResampler(samplingRate, modelRate);
  const layout = pieceLayout(card);
  const length = resampler.outputLength(sampleCount);
  const stretchSamples = STRETCH_BLOCKS * card.preprocessing.scaleBlockSamples;

  const beats: number[] = [];
  const confidence: number[] = [];
  const verdicts: QualityVerdict[] = [];
  const breaks: SampleSpan[] = [];
  let gapSamples = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;

  for (let start = 0; start < length; start += layout.pieceSamples) {
    const end = Math.min(length, start + layout.pieceSamples);
    const piece = await readPiece(
      reader,
      lead,
      { start, end, length, context: layout.contextSamples },
      card,
      resampler,
    );
    // Nothing to find in a piece of gap only, and a small file may claim days of it.
    const isEmpty = !piece.bridgedGaps.includes(0);
    const candidates = isEmpty
      ? []
      : await inferPiece(piece, { start, end, length, overlap: layout.overlapSamples }, network, card);

    // What belongs to this piece and to no other, at the recording's rate.
    const own = {
      start: Math.ceil(resampler.inputPosition(start)),
      end: end === length ? sampleCount : Math.ceil(resampler.inputPosition(end)),
    };
    for (let i = own.start - piece.rawStart; i < own.end - piece.rawStart; i++) {
      if (piece.raw[i] < lowest) lowest = piece.raw[i];
      if (piece.raw[i] > highest) highest = piece.raw[i];
    }
    for (const gap of runs(piece.bridgedGaps, own.start - piece.rawStart, own.end - piece.rawStart)) {
      gapSamples += gap.end - gap.start;
      if (gap.end - gap.start >= BREAK_SECONDS * samplingRate) {
        breaks.push({ start: gap.start + piece.rawStart, end: gap.end + piece.rawStart });
      }
    }

    const { strideSamples } = card.output;
    const between = (from: number, to: number) =>
      candidates.filter(({ step }) => step * strideSamples >= from && step * strideSamples < to);
    for (let from = start; from < end; from += stretchSamples) {
      const to = Math.min(end, from + stretchSamples);
      const inside = between(from, to);
      const verdict = judgeStretch({
        ...signalEvidence(piece, from - piece.start, to - piece.start),
        hasBeats: inside.length > 0,
        context: between(from - stretchSamples, to + stretchSamples),
      });
      verdicts.push(verdict);
      if (verdict === 'unreadable') {
        breaks.push({
          start: Math.ceil(resampler.inputPosition(from)),
          end: Math.min(sampleCount, Math.ceil(resampler.inputPosition(to))),
        });
        continue;
      }
      for (const candidate of inside) {
        const centre = candidate.position * strideSamples + (strideSamples - 1) / 2;
        const position = resampler.inputPosition(centre) - piece.rawStart;
        const peak = refinePeak(piece.bridged, position, samplingRate) + piece.rawStart;
        if (peak <= (beats.at(-1) ?? -1)) continue;
        beats.push(peak);
        confidence.push(candidate.confidence);
      }
    }
    onProgress?.(end / length);
  }

  return {
    beats: Int32Array.from(beats),
    confidence: Float32Array.from(confidence),
    quality: summarizeQuality(verdicts, stretchSamples / modelRate, sampleCount / samplingRate),
    breaks: breaks.sort((a, b) => a.start - b.start),
    gapSeconds: gapSamples / samplingRate,
    lowest,
    highest,
  };
}

interface PieceLayout {
  /** Model samples whose beats a piece yields. */
  readonly pieceSamples: number;
  /** Model samples read on either side, so that filters and scale see what they would in the whole recording. */
  readonly contextSamples: number;
  /** Model samples on either side that are decoded too, so that rhythm and quality hold across the seam. */
  readonly overlapSamples: number;
}

/** All three are multiples of the blocks and of the network's stride, which are anchored at the recording's start. */
function pieceLayout({ input, output, marginSamples, preprocessing, decoding }: ModelCard): PieceLayout {
  const { scaleBlockSamples, baselineBlockSamples, baselineBlocks, scaleContextBlocks, gapSeconds } =
    preprocessing;
  const unit = leastCommonMultiple(STRETCH_BLOCKS * scaleBlockSamples, input.lengthMultiple);
  const roundUp = (samples: number, multiple: number) => Math.ceil(samples / multiple) * multiple;

  const overlapSamples = roundUp(
    STRETCH_BLOCKS * scaleBlockSamples +
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
    pieceSamples: roundUp(PIECE_SECONDS * input.samplingRate, unit),
    contextSamples: roundUp(contextSamples, unit),
    overlapSamples,
  };
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

interface Piece extends ModelInput {
  /** Index at the model's rate of the first sample of `input`. */
  readonly start: number;
  /** mV at the recording's rate, as read. */
  readonly raw: Float32Array;
  /** Index in the recording of the first sample of `raw`. */
  readonly rawStart: number;
}

async function readPiece(
  reader: RecordingReader,
  lead: number,
  { start, end, length, context }: { start: number; end: number; length: number; context: number },
  card: ModelCard,
  resampler: Resampler,
): Promise<Piece> {
  const from = Math.max(0, start - context);
  const to = Math.min(length, end + context);
  const rawStart = Math.max(0, Math.floor(resampler.inputPosition(from)) - resampler.reachSamples);
  const rawEnd = Math.min(
    reader.sampleCount,
    Math.ceil(resampler.inputPosition(to)) + resampler.reachSamples + 1,
  );
  const raw = await reader.read(lead, rawStart, rawEnd);
  const prepared = modelInput(raw, rawStart, from, to, {
    samplingRate: reader.samplingRate,
    resampler,
    preprocessing: card.preprocessing,
  });
  return { ...prepared, start: from, raw, rawStart };
}

/**
 * Candidates of the piece from `start` to `end` and, where the recording goes on, of the overlap on either side; their
 * steps are counted from the recording's start.
 */
async function inferPiece(
  piece: Piece,
  { start, end, length, overlap }: { start: number; end: number; length: number; overlap: number },
  network: BeatNetwork,
  card: ModelCard,
): Promise<BeatCandidate[]> {
  const { lengthMultiple, samplingRate } = card.input;
  const { strideSamples } = card.output;
  const decodedStart = Math.max(0, start - overlap);
  const decodedEnd =
    decodedStart +
    Math.ceil((Math.min(length, end + overlap) - decodedStart) / lengthMultiple) * lengthMultiple;
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

/** What the samples themselves say of a stretch, `from` and `to` counted from the piece's first model sample. */
function signalEvidence({ input, gaps }: ModelInput, from: number, to: number) {
  let gapSamples = 0;
  let active = 0;
  for (let i = from; i < to; i++) {
    if (gaps[i] === 1) gapSamples++;
    else if (Math.abs(input[i]) > 0.25) active++;
  }
  return { gapShare: gapSamples / (to - from), activity: active / Math.max(1, to - from - gapSamples) };
}

/** Runs of ones between two indices. */
function* runs(flags: Uint8Array, start: number, end: number): Generator<SampleSpan> {
  let from = flags.indexOf(1, start);
  while (from !== -1 && from < end) {
    const zero = flags.indexOf(0, from);
    const to = zero === -1 ? end : Math.min(zero, end);
    yield { start: from, end: to };
    from = flags.indexOf(1, to);
  }
}
