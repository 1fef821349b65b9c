/** What an engine can be asked for. Everything here survives the way between threads. */
import type { EvaluationOptions, ReferenceBeats } from '@sinode/core';
import type { DataSetRecord } from '@sinode/core/node';

/** A recording to be analysed. */
export interface AnalyzeTask {
  /** Path of a file, or of a WFDB record without an ending. */
  readonly file: string;
  readonly lead?: string | undefined;
  /** Hz, for formats that do not carry it. */
  readonly samplingRate?: number | undefined;
}

/** Samples of one lead to be analysed. */
export interface AnalyzeSamplesTask {
  /** mV, NaN where there is a gap. */
  readonly samples: Float32Array;
  /** Hz. */
  readonly samplingRate: number;
}

/** A recording to be analysed and scored: against the reference of a data set, or against beats that are given. */
export type EvaluateTask = { readonly options: EvaluationOptions } & (
  | { readonly entry: DataSetRecord }
  | {
      readonly record: string;
      readonly file: string;
      readonly samplingRate?: number | undefined;
      readonly reference: ReferenceBeats;
    }
);

/** Beats that somebody marked, to be read. */
export interface ReferenceTask {
  /** Path of a WFDB annotation file, or of a reference of the challenge, which ends in `.mat`. */
  readonly file: string;
}

/** A recording to be checked, and made ready for drawing. */
export interface PrepareTask {
  readonly folder: string;
  /** Name of the file in the folder to open it by. */
  readonly file: string;
  /** Hz, for formats that do not carry it. */
  readonly samplingRate: number | null;
  /** An empty folder that gets the file `<lead index>.trace` for each lead, written through to the disk. */
  readonly traceFolder: string;
}

/** What is known of a lead once all its samples were read. */
export interface PreparedLead {
  readonly name: string;
  readonly unit: string | null;
  readonly gapSeconds: number;
  /** mV; null where no sample is finite. */
  readonly minMv: number | null;
  readonly maxMv: number | null;
}

export interface PreparedRecording {
  readonly format: string;
  /** Hz. */
  readonly samplingRate: number;
  readonly sampleCount: number;
  readonly durationSeconds: number;
  readonly startTime: Date | null;
  readonly leads: readonly PreparedLead[];
  readonly warnings: readonly string[];
}

/** A recording to be described as it is. */
export interface InspectTask {
  /** Path of a file, or of a WFDB record without an ending. */
  readonly file: string;
}

export interface InspectedRecording extends PreparedRecording {
  /** Names of its files, all in one folder; the one to open it by first. */
  readonly files: readonly string[];
}

export interface TaskOptions {
  /** Called when a thread has begun with it. */
  readonly onBegin?: () => void;
  /** Called now and then with the share that is done, 0..1. */
  readonly onProgress?: (fraction: number) => void;
  /** `interactive` tasks overtake `background` ones, which never take the last free thread. Interactive without it. */
  readonly priority?: 'interactive' | 'background';
  /** Ends the task: at once while it waits, at its next sign of progress while it runs. */
  readonly signal?: AbortSignal;
}

/** The name of a lead's trace file. */
export function traceFileName(lead: number): string {
  return `${lead}.trace`;
}
