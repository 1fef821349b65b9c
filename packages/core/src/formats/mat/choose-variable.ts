import { FormatUnsupportedError } from '../../errors.ts';
import type { MatEntry } from './directory.ts';
import { className } from './mat-types.ts';

/** `ecg`: CPSC2019 and most others; `val`: PhysioNet's export to MATLAB. */
const SIGNAL_NAMES = ['ecg', 'val'];

const MAX_LISTED = 20;

/**
 * The variable that holds the signal: `ecg` or `val` in any case, else the only numeric matrix that is not a scalar.
 *
 * @throws FormatUnsupportedError when it cannot be told or cannot be a signal; lists what is there
 */
export function chooseSignal(file: string, entries: readonly MatEntry[]): MatEntry {
  for (const name of SIGNAL_NAMES) {
    const named = entries.find((entry) => entry.name.toLowerCase() === name);
    if (named !== undefined) return requireMatrix(file, named);
  }
  const candidates = entries.filter((entry) => entry.name !== '' && entry.isNumeric && valueCount(entry) > 1);
  if (candidates.length === 1) return requireMatrix(file, candidates[0]);
  throw new FormatUnsupportedError(
    file,
    `no variable is called ecg or val and ${candidates.length === 0 ? 'none is a matrix of numbers' : 'several are matrices of numbers'}; ` +
      `it holds ${describeAll(entries)}. Save the signal as "ecg".`,
  );
}

/** Values the variable should hold, by its dimensions. */
export function valueCount(entry: MatEntry): number {
  return entry.dimensions.reduce((product, size) => product * size, entry.dimensions.length > 0 ? 1 : 0);
}

function requireMatrix(file: string, entry: MatEntry): MatEntry {
  if (!entry.isNumeric || entry.dimensions.length !== 2 || valueCount(entry) < 2) {
    throw new FormatUnsupportedError(
      file,
      `its variable ${describe(entry)} is not a matrix of samples by leads (two dimensions, more than one number).`,
    );
  }
  return entry;
}

function describeAll(entries: readonly MatEntry[]): string {
  if (entries.length === 0) return 'no variables';
  const listed = entries.slice(0, MAX_LISTED).map(describe).join(', ');
  return entries.length > MAX_LISTED ? `${listed} and ${entries.length - MAX_LISTED} more` : listed;
}

function describe({ name, arrayClass, dimensions }: MatEntry): string {
  const size = dimensions.length > 0 ? `${dimensions.join('×')} ` : '';
  return `${name === '' ? '(unnamed)' : name} (${size}${className(arrayClass)})`;
}
