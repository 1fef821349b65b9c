/**
 * Which signals of a record become leads: a record may also hold blood pressure, breathing or a slower copy, and all
 * leads of a recording share one sampling rate.
 */
import type { LeadInfo } from '../../recording/recording.ts';
import { looksLikeEcg } from '../looks-like-ecg.ts';
import { uniqueNames } from '../unique-names.ts';
import { mvPerUnit } from '../units.ts';
import type { SignalSpec } from './header.ts';

interface SelectedLead extends LeadInfo {
  /** Index of the signal in the header. */
  readonly signal: number;
}

export interface LeadSelection {
  readonly leads: readonly SelectedLead[];
  /** Shared by all of them. */
  readonly samplesPerFrame: number;
  /** What was left out or assumed, one sentence each. */
  readonly warnings: readonly string[];
}

/** @returns `null` for a unit that is no voltage */
function voltageFactor({ unit, calibrated }: SignalSpec): number | null {
  // A signal without a gain is in ADC steps, taken as 200 per mV whatever unit the header goes on to name.
  if (unit === null || !calibrated) return 1;
  return mvPerUnit(unit);
}

/** The size of the signal's unit in mV; 1 for what is no voltage, whose values are passed on as they are. */
export function millivoltsPerUnit(signal: SignalSpec): number {
  return voltageFactor(signal) ?? 1;
}

/**
 * Keeps the voltages of one rate; where no signal is a voltage, all of one rate. It is the highest among those that look
 * like ECG by their names, else the highest of all.
 *
 * @param candidates - which signals have samples to give
 * @param frameRate - Hz
 * @returns no leads where there are no candidates
 */
export function selectLeads(
  signals: readonly SignalSpec[],
  candidates: readonly number[],
  frameRate: number,
): LeadSelection {
  const names = uniqueNames(signals.map((signal) => signal.description));
  const voltages = candidates.filter((index) => voltageFactor(signals[index]) !== null);
  const eligible = new Set(voltages.length > 0 ? voltages : candidates);
  const ecg = [...eligible].filter((index) => looksLikeEcg(signals[index].description));
  let samplesPerFrame = 1;
  for (const index of ecg.length > 0 ? ecg : eligible)
    samplesPerFrame = Math.max(samplesPerFrame, signals[index].samplesPerFrame);

  const leads: SelectedLead[] = [];
  const warnings: string[] = [];
  for (const index of candidates) {
    const { unit, calibrated, samplesPerFrame: own } = signals[index];
    const name = names[index];
    if (!eligible.has(index)) {
      warnings.push(`${name} is left out: its unit is ${unit}, which is not a voltage.`);
    } else if (own !== samplesPerFrame) {
      warnings.push(
        `${name} is left out: it has ${own * frameRate} samples per second, other leads have ${samplesPerFrame * frameRate}.`,
      );
    } else {
      leads.push({ signal: index, name, unit });
      if (!calibrated)
        warnings.push(`Lead ${name} is not calibrated: 200 steps of its ADC are taken as 1 mV.`);
      else if (voltages.length === 0)
        warnings.push(`Lead ${name} is in ${unit}, not in a voltage: its values are kept as they are.`);
    }
  }
  return { leads, samplesPerFrame, warnings };
}
