/**
 * Beats of one lead, found piece by piece. Each piece is read with the context that its result depends on, so the
 * beats are the same wherever the pieces are cut, and memory stays that of one piece.
 */
import type { BeatNetwork } from '../model/beat-network.ts';
import type { ModelCard } from '../model/model-card.ts';
import type { RecordingReader } from '../recording/recording.ts';
import type { SampleSpan } from '../recording/sample-span.ts';
import type { ModelInput } from '../signal/model-input.ts';
import { createResampler } from '../signal/resample.ts';
import type { BeatCandidate } from './decode-beats.ts';
import { inferPiece } from './infer-piece.ts';
import { type PieceSpan, readPiece } from './piece.ts';
import { pieceLayout } from './piece-layout.ts';
import { judgeStretch, type Quality, type QualityVerdict, summarizeQuality } from './quality.ts';
import { refinePeak } from './refine-peak.ts';
import { createSignalFeatures, type SignalFeatures } from './signal-features.ts';

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
  readonly signal: SignalFeatures;
}

/** A gap shorter than this hides no beat. */
const BREAK_SECONDS = 0.2;
/** From this share of a QRS's height on, a sample counts as active. */
const ACTIVE_HEIGHT = 0.25;

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
  const { pieceSamples, stretchSamples, contextSamples, overlapSamples, windowSamples } = pieceLayout(card);
  const length = resampler.outputLength(sampleCount);

  const beats: number[] = [];
  const confidence: number[] = [];
  const verdicts: QualityVerdict[] = [];
  const breaks: SampleSpan[] = [];
  const features = createSignalFeatures();
  let gapSamples = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;

  for (let start = 0; start < length; start += pieceSamples) {
    const end = Math.min(length, start + pieceSamples);
    const span: PieceSpan = { start, end, length };
    const piece = await readPiece(reader, lead, span, { card, resampler, contextSamples });
    // Nothing to find in a piece of gap only, and a small file may claim days of it.
    const isEmpty = !piece.bridgedGaps.includes(0);
    const candidates = isEmpty
      ? []
      : await inferPiece(piece, span, { network, card, overlapSamples, windowSamples });
    features.addInput(piece, start - piece.start, end - piece.start);

    // What belongs to this piece and to no other, at the recording's rate.
    const own = {
      start: Math.ceil(resampler.inputPosition(start)),
      end: end === length ? sampleCount : Math.ceil(resampler.inputPosition(end)),
    };
    const { raw, rawStart } = piece;
    const ownRange = range(raw.subarray(own.start - rawStart, own.end - rawStart));
    lowest = Math.min(lowest, ownRange.lowest);
    highest = Math.max(highest, ownRange.highest);
    for (const gap of runs(piece.bridgedGaps, own.start - rawStart, own.end - rawStart)) {
      gapSamples += gap.end - gap.start;
      if (gap.end - gap.start >= BREAK_SECONDS * samplingRate) {
        breaks.push({ start: gap.start + rawStart, end: gap.end + rawStart });
      }
    }

    const { strideSamples } = card.output;
    const between = (from: number, to: number) =>
      candidates.slice(
        countBefore(candidates, from / strideSamples),
        countBefore(candidates, to / strideSamples),
      );
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
        const position = resampler.inputPosition(centre) - rawStart;
        const peak = refinePeak(piece.bridged, position, samplingRate) + rawStart;
        if (peak <= (beats.at(-1) ?? -1)) continue;
        features.addBeat(piece.bridged, peak - rawStart, samplingRate);
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
    signal: features.finish(),
  };
}

/** The least and the greatest of what is a number; +∞ and −∞ where nothing is. */
function range(samples: Float32Array): { lowest: number; highest: number } {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < samples.length; i++) {
    if (samples[i] < lowest) lowest = samples[i];
    if (samples[i] > highest) highest = samples[i];
  }
  return { lowest, highest };
}

/** How many of the candidates, which ascend, stand before a step. */
function countBefore(candidates: readonly BeatCandidate[], step: number): number {
  let low = 0;
  let high = candidates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (candidates[middle].step < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What the samples themselves say of a stretch, `from` and `to` counted from the piece's first model sample. */
function signalEvidence({ input, gaps }: ModelInput, from: number, to: number) {
  let gapSamples = 0;
  let active = 0;
  for (let i = from; i < to; i++) {
    if (gaps[i] === 1) gapSamples++;
    else if (Math.abs(input[i]) > ACTIVE_HEIGHT) active++;
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
