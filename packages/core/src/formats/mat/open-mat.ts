import { FormatUnsupportedError } from '../../errors.ts';
import type { LeadInfo, RecordingReader } from '../../recording/recording.ts';
import type { ByteSource, OpenOptions } from '../byte-source.ts';
import { chooseSignal } from './choose-variable.ts';
import { type MatEntry, readMatDirectory } from './directory.ts';
import { type MatrixValues, openMatrix } from './matrix-values.ts';
import { findSamplingRate } from './sampling-rate.ts';

export { isMat } from './container.ts';

const STANDARD_LEADS = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

/** More columns than this are an image or a table, not an ECG. */
const MAX_LEADS = 1024;

/**
 * Opens a Level 5 MAT-file: the variable `ecg` or `val`, else its only numeric matrix. The longer dimension is
 * time. An uncompressed file is read in pieces; of a compressed one the signal is inflated into memory.
 *
 * @param options - a sampling rate given here wins over one in the file
 * @throws FormatUnsupportedError for other levels of MAT and for files without a clear signal
 * @throws FileCorruptError for a file that is cut off or breaks the format
 * @throws SamplingRateMissingError when neither the options nor the file give one
 * @see MathWorks, "MAT-File Format", Level 5
 */
export async function openMat(source: ByteSource, options: OpenOptions): Promise<RecordingReader> {
  const directory = await readMatDirectory(source);
  const signal = chooseSignal(source.name, directory.entries);
  const { samplingRate, warning } = await findSamplingRate(source.name, directory, signal, options);
  const matrix = await openMatrix(signal, directory.littleEndian);
  const layout = layoutOf(matrix);
  if (layout.leadCount > MAX_LEADS) {
    throw new FormatUnsupportedError(
      source.name,
      `its variable ${signal.name} is ${matrix.rows}×${matrix.columns}, which would be ${layout.leadCount} leads.`,
    );
  }
  const warnings = warningsOn(signal, layout.leadCount);
  if (warning !== null) warnings.push(warning);

  return {
    name: source.name,
    format: 'mat',
    leads: leadsOf(layout.leadCount),
    samplingRate,
    sampleCount: layout.sampleCount,
    startTime: null,
    warnings,
    annotations: [],
    read: async (lead, start, end) => {
      const samples = new Float32Array(end - start);
      await matrix.readInto(samples, layout.indexOf(lead, start), layout.stride);
      return samples.map(finiteOrGap);
    },
  };
}

interface Layout {
  readonly leadCount: number;
  readonly sampleCount: number;
  /** Values from one sample of a lead to its next. */
  readonly stride: number;
  indexOf(lead: number, sample: number): number;
}

function layoutOf({ rows, columns }: MatrixValues): Layout {
  return rows >= columns
    ? { leadCount: columns, sampleCount: rows, stride: 1, indexOf: (lead, sample) => lead * rows + sample }
    : {
        leadCount: rows,
        sampleCount: columns,
        stride: rows,
        indexOf: (lead, sample) => sample * rows + lead,
      };
}

function leadsOf(count: number): LeadInfo[] {
  const nameOf = (index: number) => {
    if (count === 1) return 'ecg';
    return count === STANDARD_LEADS.length ? STANDARD_LEADS[index] : String(index + 1);
  };
  return Array.from({ length: count }, (_, index) => ({ name: nameOf(index), unit: null }));
}

function warningsOn(signal: MatEntry, leadCount: number): string[] {
  const warnings: string[] = [];
  if (signal.isComplex) {
    warnings.push(`Variable ${signal.name} is complex; its imaginary part is ignored.`);
  }
  if (signal.name.toLowerCase() === 'val') {
    warnings.push(
      'Variable val, as PhysioNet exports it, usually holds raw units of the converter; they are taken as mV.',
    );
  }
  if (leadCount === STANDARD_LEADS.length) {
    warnings.push(`The file does not name its 12 leads; the order ${STANDARD_LEADS.join(' ')} is assumed.`);
  }
  return warnings;
}

function finiteOrGap(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}
