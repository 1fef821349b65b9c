/**
 * Which signals of a record become leads: a record may also hold blood pressure, breathing or a slower copy, and all
 * leads of a recording share one sampling rate.
 */
import type { LeadInfo } from '../../recording/recording.ts';
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

/** In lower case; µ has two code points. */
const MILLIVOLTS_PER_UNIT: ReadonlyMap<string, number> = new Map([
  ['v', 1000],
  ['mv', 1],
  ['uv', 1e-3],
  ['\u00b5v', 1e-3],
  ['\u03bcv', 1e-3],
  ['nv', 1e-6],
]);

/** @returns `undefined` for a unit that is no voltage */
function voltageFactor({ unit, calibrated }: SignalSpec): number | undefined {
  // A signal without a gain is in ADC steps, taken as 200 per mV whatever unit the header goes on to name.
  if (unit === null || !calibrated) return 1;
  return MILLIVOLTS_PER_UNIT.get(unit.toLowerCase());
}

/** The size of the signal's unit in mV; 1 for what is no voltage, whose values are passed on as they are. */
export function millivoltsPerUnit(signal: SignalSpec): number {
  return voltageFactor(signal) ?? 1;
}

/** Names in the given order, trimmed, repeats told apart as `II`, `II 2`, `II 3`. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const repeats = new Map<string, number>();
  return names.map((name) => {
    let unique = name;
    let count = repeats.get(name) ?? 1;
    while (taken.has(unique)) unique = `${name} ${++count}`;
    repeats.set(name, count);
    taken.add(unique);
    return unique;
  });
}

/**
 * Keeps the voltages of the highest rate; where no signal is a voltage, all of the highest rate.
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
  const voltages = candidates.filter((index) => voltageFactor(signals[index]) !== undefined);
  const eligible = new Set(voltages.length > 0 ? voltages : candidates);
  let samplesPerFrame = 1;
  for (const index of eligible) samplesPerFrame = Math.max(samplesPerFrame, signals[index].samplesPerFrame);

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
