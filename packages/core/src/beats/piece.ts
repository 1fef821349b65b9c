/**
 * A piece of a lead with the context on either side that its beats depend on, prepared for the model.
 */
import type { ModelCard } from '../model/model-card.ts';
import type { RecordingReader } from '../recording/recording.ts';
import { type ModelInput, modelInput } from '../signal/model-input.ts';
import type { Resampler } from '../signal/resample.ts';

/** Where a piece lies, in samples at the model's rate. */
export interface PieceSpan {
  /** The piece yields the beats from here… */
  readonly start: number;
  /** …to here. */
  readonly end: number;
  /** Of the whole recording. */
  readonly length: number;
}

export interface Piece extends ModelInput {
  /** Index at the model's rate of the first sample of `input`. */
  readonly start: number;
  /** mV at the recording's rate, as read. */
  readonly raw: Float32Array;
  /** Index in the recording of the first sample of `raw`. */
  readonly rawStart: number;
}

/** @param contextSamples - model samples read on either side, as far as the recording goes */
export async function readPiece(
  reader: RecordingReader,
  lead: number,
  { start, end, length }: PieceSpan,
  { card, resampler, contextSamples }: { card: ModelCard; resampler: Resampler; contextSamples: number },
): Promise<Piece> {
  const from = Math.max(0, start - contextSamples);
  const to = Math.min(length, end + contextSamples);
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
