import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAll } from './write-all.ts';

/** ADC steps per mV: 1 µV each, as most digital recorders have. */
const GAIN = 1000;
const LARGEST_ADC = 2 ** 15 - 1;

/** A WFDB record that is written as its samples come. */
export interface WfdbSignals {
  /** @param leads - mV, one array per lead, all of the same length */
  append(leads: readonly Float32Array[]): Promise<void>;
  /** Writes the header, which needs the sums over all samples. */
  finish(): Promise<void>;
}

/**
 * Opens the signal file of a new record, in format 16.
 *
 * @param leadNames - one for each lead
 * @param comment - goes into the header
 * @throws an EEXIST error when the file is there already
 * @see header(5) and signal(5), WFDB Applications Guide, https://physionet.org/physiotools/wag/
 */
export async function createWfdbSignals(
  directory: string,
  record: string,
  leadNames: readonly string[],
  samplingRate: number,
  comment: string,
): Promise<WfdbSignals> {
  const file = await open(join(directory, `${record}.dat`), 'wx');
  const initial = new Int16Array(leadNames.length);
  const checksums = new Int16Array(leadNames.length);
  let sampleCount = 0;
  return {
    async append(leads) {
      const length = leads[0]?.length ?? 0;
      const frames = new DataView(new ArrayBuffer(length * leads.length * 2));
      for (const [lead, samples] of leads.entries()) {
        for (const [i, sample] of samples.entries()) {
          const adc = Math.max(-LARGEST_ADC, Math.min(LARGEST_ADC, Math.round(sample * GAIN)));
          frames.setInt16((i * leads.length + lead) * 2, adc, true);
          if (sampleCount === 0 && i === 0) initial[lead] = adc;
          // An Int16Array keeps the low 16 bits of the sum, which is what the header holds.
          checksums[lead] = (checksums[lead] ?? 0) + adc;
        }
      }
      sampleCount += length;
      await writeAll(file, new Uint8Array(frames.buffer));
    },
    async finish() {
      await file.close();
      const signalLines = leadNames.map(
        (name, lead) => `${record}.dat 16 ${GAIN}/mV 16 0 ${initial[lead]} ${checksums[lead]} 0 ${name}`,
      );
      const recordLine = `${record} ${leadNames.length} ${samplingRate} ${sampleCount}`;
      const header = `${[recordLine, ...signalLines, `# ${comment}`].join('\n')}\n`;
      await writeFile(join(directory, `${record}.hea`), header, { flag: 'wx' });
    },
  };
}
