/**
 * An ordinary record: one header with its signal files.
 */
import { FormatUnsupportedError } from '../../errors.ts';
import type { FileSet } from '../byte-source.ts';
import { DEFAULT_FRAME_RATE_HZ, type WfdbHeader } from './header.ts';
import { openSignals } from './open-signals.ts';
import type { OpenedRecord } from './opened-record.ts';
import { NULL_FORMAT } from './sample-formats.ts';
import { selectLeads } from './select-leads.ts';

/**
 * @throws FormatUnsupportedError for a record without signals, and as {@link openSignals}
 */
export async function openRecord(header: WfdbHeader, files: FileSet): Promise<OpenedRecord> {
  const { signals, file } = header;
  const stored = [...signals.keys()].filter((index) => signals[index].format !== NULL_FORMAT);
  if (stored.length === 0) {
    throw new FormatUnsupportedError(file, 'the record has no signals, so there is no ECG to read.');
  }
  const { frameRate, warnings } = frameRateOf(header);
  const selection = selectLeads(signals, stored, frameRate);
  const wanted = selection.leads.map((lead) => lead.signal);
  const { frameCount, readers } = await openSignals(header, wanted, header.frameCount, files);

  return {
    leads: selection.leads.map(({ name, unit }) => ({ name, unit })),
    samplingRate: frameRate * selection.samplesPerFrame,
    sampleCount: frameCount * selection.samplesPerFrame,
    warnings: [...header.warnings, ...warnings, ...selection.warnings],
    read: (lead, start, end) => readers.get(wanted[lead])!.read(start, end),
  };
}

/** The frame rate in Hz, with a warning where the header leaves it to the default. */
export function frameRateOf({ frameRate, file }: WfdbHeader): { frameRate: number; warnings: string[] } {
  if (frameRate !== null) return { frameRate, warnings: [] };
  return {
    frameRate: DEFAULT_FRAME_RATE_HZ,
    warnings: [
      `${file} does not say its sampling rate: ${DEFAULT_FRAME_RATE_HZ} Hz, WFDB's default, is assumed.`,
    ],
  };
}
