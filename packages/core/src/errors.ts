/**
 * Every way in which an input can be refused, each with a stable code and the facts.
 *
 * The message is one sentence for a person: what is wrong, where, and what to do about it.
 */

import { oneLine } from './one-line.ts';

/** Longer sentences hold a list of something that a file has too much of. */
const LONGEST_MESSAGE = 1000;

/**
 * The base of every error that a caller's input can cause. Anything else thrown by the core is a bug in it. Its message
 * is one line of at most 1000 characters, whatever parts of a file are quoted in it.
 */
export abstract class EcgError extends Error {
  abstract readonly code: string;

  constructor(message: string) {
    super(oneLine(message, LONGEST_MESSAGE));
  }
}

/** The bytes are none of the formats that Sinode reads, or a variant of one that it does not read. */
export class FormatUnsupportedError extends EcgError {
  override readonly name = 'FormatUnsupportedError';
  readonly code = 'FORMAT_UNSUPPORTED';
  readonly file: string;

  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`);
    this.file = file;
  }
}

/** The file is of a known format and breaks its rules. */
export class FileCorruptError extends EcgError {
  override readonly name = 'FileCorruptError';
  readonly code = 'FILE_CORRUPT';
  readonly file: string;
  /** Where in the file: `line 3`, `byte 128`, `variable ecg`. */
  readonly where: string;

  constructor(file: string, where: string, reason: string) {
    super(`${file}, ${where}: ${reason}`);
    this.file = file;
    this.where = where;
  }
}

/** A file that another one names (a WFDB header its signal file, say) is not there. */
export class FileMissingError extends EcgError {
  override readonly name = 'FileMissingError';
  readonly code = 'FILE_MISSING';
  readonly file: string;
  readonly neededBy: string | null;

  constructor(file: string, neededBy: string | null = null) {
    super(
      neededBy === null
        ? `${file}: there is no such file.`
        : `${neededBy} needs the file ${file}, which is not beside it.`,
    );
    this.file = file;
    this.neededBy = neededBy;
  }
}

/** The format does not carry a sampling rate and none was given. */
export class SamplingRateMissingError extends EcgError {
  override readonly name = 'SamplingRateMissingError';
  readonly code = 'SAMPLING_RATE_MISSING';
  readonly file: string;

  constructor(file: string) {
    super(`${file} does not say its sampling rate: give it in Hz (--sampling-rate on the command line).`);
    this.file = file;
  }
}

/** A rate at which a QRS complex cannot be told, or that no recorder of ECG uses. */
export class SamplingRateUnsupportedError extends EcgError {
  override readonly name = 'SamplingRateUnsupportedError';
  readonly code = 'SAMPLING_RATE_UNSUPPORTED';
  /** Hz. */
  readonly samplingRate: number;

  constructor(samplingRate: number, minimum: number, maximum: number) {
    super(`The sampling rate is ${samplingRate} Hz; beats can be found from ${minimum} to ${maximum} Hz.`);
    this.samplingRate = samplingRate;
  }
}

/** The recording has no lead of that name. */
export class LeadNotFoundError extends EcgError {
  override readonly name = 'LeadNotFoundError';
  readonly code = 'LEAD_NOT_FOUND';
  readonly lead: string;
  readonly available: readonly string[];

  constructor(lead: string, available: readonly string[]) {
    super(`There is no lead "${lead}"; the recording has ${available.join(', ')}.`);
    this.lead = lead;
    this.available = available;
  }
}

/** Too short for a beat to be told from its surroundings. */
export class SignalTooShortError extends EcgError {
  override readonly name = 'SignalTooShortError';
  readonly code = 'SIGNAL_TOO_SHORT';
  readonly durationSeconds: number;
  readonly minimumSeconds: number;

  constructor(durationSeconds: number, minimumSeconds: number) {
    super(`The recording lasts ${durationSeconds.toFixed(2)} s; at least ${minimumSeconds} s are needed.`);
    this.durationSeconds = durationSeconds;
    this.minimumSeconds = minimumSeconds;
  }
}

/** Every sample of the lead has the same value: a lead that was never connected. */
export class SignalFlatError extends EcgError {
  override readonly name = 'SignalFlatError';
  readonly code = 'SIGNAL_FLAT';
  readonly lead: string;

  constructor(lead: string, value: number) {
    super(`Lead ${lead} is constant at ${value} over the whole recording: it holds no ECG.`);
    this.lead = lead;
  }
}

/** No sample of the lead is a finite number. */
export class SignalEmptyError extends EcgError {
  override readonly name = 'SignalEmptyError';
  readonly code = 'SIGNAL_EMPTY';
  readonly lead: string;

  constructor(lead: string) {
    super(`Lead ${lead} has no valid sample: all of them are missing or not finite.`);
    this.lead = lead;
  }
}

/** The model folder is incomplete, does not match its card, or does not behave as the card says. */
export class ModelInvalidError extends EcgError {
  override readonly name = 'ModelInvalidError';
  readonly code = 'MODEL_INVALID';
  readonly model: string;

  constructor(model: string, reason: string) {
    super(`Model ${model}: ${reason}`);
    this.model = model;
  }
}

/** An argument that no file can excuse: a negative duration, a tolerance of NaN. */
export class InvalidArgumentError extends EcgError {
  override readonly name = 'InvalidArgumentError';
  readonly code = 'INVALID_ARGUMENT';
}

type KnownError =
  | FormatUnsupportedError
  | FileCorruptError
  | FileMissingError
  | SamplingRateMissingError
  | SamplingRateUnsupportedError
  | LeadNotFoundError
  | SignalTooShortError
  | SignalFlatError
  | SignalEmptyError
  | ModelInvalidError
  | InvalidArgumentError;

/** Every code an {@link EcgError} can carry; the edges map them exhaustively. */
export type EcgErrorCode = KnownError['code'];
