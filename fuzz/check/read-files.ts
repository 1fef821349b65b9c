/** Files to a recording, as an upload is read: by their content, with and without a sampling rate given. */
import { bytesSource, fileSet, type OpenOptions } from '../../packages/core/src/formats/byte-source.ts';
import { openRecording } from '../../packages/core/src/formats/open-recording.ts';
import type { NamedFile } from '../mutate/files.ts';
import { checkRecording } from './recording.ts';
import { unlessRefused } from './refusal.ts';

const WITH_AND_WITHOUT_RATE: readonly OpenOptions[] = [{}, { samplingRate: 250 }];

/**
 * @param options.mostSamples - finite ones that the files can hold
 * @throws Finding and whatever is no refusal
 */
export async function readFiles(
  files: readonly NamedFile[],
  { mostSamples, rates = WITH_AND_WITHOUT_RATE }: { mostSamples: number; rates?: readonly OpenOptions[] },
): Promise<void> {
  const sources = files.map(({ name, bytes }) => bytesSource(name, bytes));
  const [main] = sources;
  if (main === undefined) return;
  for (const rate of rates) {
    const reader = await unlessRefused(() => openRecording(main, fileSet(sources), rate));
    if (reader !== null) await checkRecording(reader, mostSamples);
  }
}
