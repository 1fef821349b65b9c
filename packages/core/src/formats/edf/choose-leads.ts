/**
 * Which of a file's signals become leads of the recording, and under which names.
 *
 * A polygraph's file has signals of many kinds and rates; a recording has mV at one rate.
 */
import { FormatUnsupportedError } from '../../errors.ts';
import type { LeadInfo } from '../../recording/recording.ts';
import { looksLikeEcg } from '../looks-like-ecg.ts';
import { uniqueNames } from '../unique-names.ts';
import { mvPerUnit } from '../units.ts';
import { type Calibration, calibrationOf } from './calibration.ts';
import type { EdfHeader, EdfSignal } from './header.ts';

/** A signal that was chosen, with all that reading it needs. */
export interface EdfLead {
  readonly info: LeadInfo;
  readonly signal: EdfSignal;
  readonly calibration: Calibration;
}

export interface LeadChoice {
  /** At least one, all with the same `samplesPerRecord`; those that look like ECG first. */
  readonly leads: readonly EdfLead[];
  readonly warnings: readonly string[];
}

const isEcg = ({ label }: EdfSignal) => looksLikeEcg(label);

/** An ECG without a unit is taken to be in mV. */
const isVoltage = (signal: EdfSignal) =>
  mvPerUnit(signal.unit) !== null || (signal.unit === '' && isEcg(signal));

/**
 * The rate is the highest among the ECG leads (by label and unit); among the voltages where no label says ECG; among
 * all signals where there is no voltage either. Every voltage of that rate is kept, and a warning names the rest.
 *
 * @throws FormatUnsupportedError when there is no signal besides annotations
 * @throws FileCorruptError when the calibration of a chosen signal makes no sense
 */
export function chooseLeads(file: string, header: EdfHeader): LeadChoice {
  const signals = header.signals.filter((signal) => !signal.isAnnotations);
  if (signals.length === 0) {
    throw new FormatUnsupportedError(file, 'it holds annotations only, and no signal to find beats in.');
  }

  const ecg = signals.filter(isEcg);
  const candidates =
    [ecg.filter(isVoltage), signals.filter(isVoltage), ecg].find((some) => some.length > 0) ?? signals;
  const samplesPerRecord = candidates.reduce((most, signal) => Math.max(most, signal.samplesPerRecord), 0);
  const isCandidate = new Set(candidates);
  const chosen = signals.filter(
    (signal) =>
      signal.samplesPerRecord === samplesPerRecord && (isVoltage(signal) || isCandidate.has(signal)),
  );
  // What takes the first lead when none is named should not get an EEG.
  chosen.sort((a, b) => Number(isEcg(b)) - Number(isEcg(a)));

  const names = leadNames(chosen, header.signals);
  const leads = chosen.map((signal, i) => ({
    info: { name: names[i], unit: signal.unit === '' ? null : signal.unit },
    signal,
    calibration: calibrationOf(file, signal, header.bytesPerSample, mvPerUnit(signal.unit) ?? 1),
  }));
  return { leads, warnings: choiceWarnings(header, signals, chosen) };
}

/**
 * `ECG II` is lead `II`, unless that makes two leads of one name.
 */
function leadNames(chosen: readonly EdfSignal[], all: readonly EdfSignal[]): string[] {
  const full = chosen.map((signal) => signal.label || `signal ${all.indexOf(signal) + 1}`);
  const short = full.map((label) => label.replace(/^(ECG|EKG)\s+/i, ''));
  const uses = new Map<string, number>();
  for (const name of short) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uniqueNames(short.map((name, i) => (uses.get(name) === 1 ? name : full[i])));
}

function choiceWarnings(header: EdfHeader, signals: readonly EdfSignal[], chosen: readonly EdfSignal[]) {
  const warnings: string[] = [];
  const isChosen = new Set(chosen);
  const describe = ({ label, unit, samplesPerRecord }: EdfSignal) => {
    const rate = Number((samplesPerRecord / header.recordSeconds).toPrecision(6));
    return `"${label}" (${unit || 'no unit'}, ${rate} Hz)`;
  };

  const left = signals.filter((signal) => !isChosen.has(signal));
  if (left.length > 0) {
    warnings.push(
      `Left out, being no voltage or of another sampling rate: ${left.map(describe).join(', ')}.`,
    );
  }
  const assumed = chosen.filter((signal) => mvPerUnit(signal.unit) === null);
  if (assumed.length > 0) {
    warnings.push(`Taken to be in mV, though the file does not say so: ${assumed.map(describe).join(', ')}.`);
  }
  return warnings;
}
