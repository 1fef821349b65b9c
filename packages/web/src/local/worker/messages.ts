/**
 * What the page asks of its workers and what they answer. There is one worker for reading (samples for the trace) and
 * one for finding beats, so that the trace moves while beats are looked for and a search can be stopped at any moment;
 * both run the same script.
 */
import type { components } from '@sinode/client';
import type { EcgErrorCode } from '@sinode/core';
import type { ReferenceBeats } from '../../recording/viewed.ts';
import type { TraceEnvelope } from '../../trace/trace-source.ts';

export type AnalysisReport = components['schemas']['AnalysisReport'];

/** A file with the folder that it was found in: `mitdb/100.hea`. */
export interface PlacedFile {
  readonly path: string;
  readonly file: Blob;
}

/** What to open. */
export type Origin =
  | {
      readonly kind: 'files';
      /** Path of the file to begin with. */
      readonly main: string;
      /** All files among which those that it names, and beats that somebody marked, are looked for. */
      readonly files: readonly PlacedFile[];
      /** Hz; for formats that do not carry it. */
      readonly samplingRate: number | null;
    }
  /** A recording that is made up, so that there is something to look at. */
  | { readonly kind: 'example' };

export interface OpenedRecording {
  readonly leads: readonly string[];
  /** The one that is analysed when none is named. */
  readonly preferredLead: string;
  /** Hz. */
  readonly samplingRate: number;
  readonly sampleCount: number;
  readonly startTime: Date | null;
}

/** A model of the server; `null` for the one that comes with the page. */
export type ModelChoice = { readonly name: string; readonly version: string } | null;

/** By name: what is asked, and the answer. */
export interface Calls {
  /** Opens a recording in the place of the one before. */
  open: { question: Origin; answer: OpenedRecording };
  envelope: {
    question: {
      readonly lead: string;
      readonly start: number;
      readonly end: number;
      readonly columns: number;
    };
    answer: TraceEnvelope;
  };
  /** Beats that somebody marked in the recording that is open. */
  reference: { question: { readonly lead: string }; answer: ReferenceBeats | null };
  /** Resolves when the network is there, so that beats can be found without delay and without a connection. */
  prepare: { question: { readonly model: ModelChoice }; answer: null };
  /** Beats of the recording that is open. */
  analyze: {
    question: { readonly lead: string | null; readonly model: ModelChoice };
    answer: AnalysisReport;
  };
}

export type CallName = keyof Calls;

/** From the page to a worker. */
export type Call = {
  [Name in CallName]: { id: number; name: Name; question: Calls[Name]['question'] };
}[CallName];

/** From a worker to the page. */
export type Reply =
  | { readonly id: number; readonly kind: 'progress'; readonly fraction: number }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: Calls[CallName]['answer'] }
  | { readonly id: number; readonly kind: 'refusal'; readonly refusal: Refusal };

export type RefusalCode =
  | EcgErrorCode
  /** The file was changed, moved or taken away since it was dropped. */
  | 'FILE_UNREADABLE'
  /** The network could not be loaded. */
  | 'MODEL_AWAY'
  /** The worker itself could not be loaded, or ended. */
  | 'WORKER_LOST'
  | 'UNEXPECTED';

export interface Refusal {
  readonly code: RefusalCode;
  /** A sentence for a person; the page has better words for some codes. */
  readonly message: string;
  /** Name of the file that it is about. */
  readonly file: string | null;
}

/** Why something that was asked of a worker was not done. */
export class LocalError extends Error {
  override readonly name = 'LocalError';
  readonly code: RefusalCode;
  readonly file: string | null;

  constructor({ code, message, file }: Refusal) {
    super(message);
    this.code = code;
    this.file = file;
  }
}
