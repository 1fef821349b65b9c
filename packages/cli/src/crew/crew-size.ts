import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';

/** As much is analysed sooner than workers are started. */
const SMALL_BYTES = 4_000_000;

/**
 * How many detectors are worth having: as many as were asked for or as there are cores, no more than there are files,
 * and just one where all of them together are small.
 *
 * @param wanted - what the person asked for, if anything
 */
export async function crewSize(files: readonly string[], wanted: number | undefined): Promise<number> {
  const most = Math.min(files.length, wanted ?? availableParallelism());
  if (most <= 1) return 1;
  let bytes = 0;
  for (const file of files) {
    bytes += await bytesOf(file);
    if (bytes > SMALL_BYTES) return most;
  }
  return 1;
}

/** The size of a recording on disk: of a WFDB record, that of its signals. An estimate, wrong at no cost but time. */
async function bytesOf(file: string): Promise<number> {
  const signals = file.endsWith('.hea') ? `${file.slice(0, -'.hea'.length)}.dat` : file;
  for (const path of [signals, `${file}.dat`]) {
    const size = await stat(path).then(
      (entry) => entry.size,
      () => null,
    );
    if (size !== null) return size;
  }
  return 0;
}
