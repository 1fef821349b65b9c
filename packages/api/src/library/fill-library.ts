/** What an empty library is filled with, so that the first look is not at nothing. */
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDataSet } from '@sinode/core/node';

const RECORDS = 8;
/** The seed: with this one the first is easy to see, and one of them is hard. */
const OPTIONS = { records: RECORDS, seconds: 10, samplingRate: 500, seed: 2 };

/** Lies in every folder of ours. */
const NOTICE_FILE = 'SYNTHETIC.md';
const NOTICE = `# Synthetic recordings

Made by Sinode, since the library was empty. They come from no patient. Delete them when you have recordings of your
own: \`data/\` and \`ref/\` as in the CPSC 2019 challenge, and any other data sets as folders beside them.
`;

/**
 * Makes the library's folder, and fills it with synthetic recordings when nothing is in it.
 *
 * @returns how many recordings were made; 0 for a library that has something in it, or that cannot be written to
 */
export async function fillLibrary(libraryDir: string): Promise<number> {
  await mkdir(libraryDir, { recursive: true });
  try {
    const names = await readdir(libraryDir);
    if (names.some((name) => !name.startsWith('.'))) return 0;
    // Aside first: a process that is stopped in between leaves nothing behind that looks like a whole library.
    const aside = await mkdtemp(join(libraryDir, '.filling-'));
    try {
      await writeDataSet(aside, OPTIONS, () => {});
      await writeFile(join(aside, NOTICE_FILE), NOTICE);
      await writeFile(join(aside, 'wfdb', NOTICE_FILE), NOTICE);
      for (const name of [NOTICE_FILE, 'wfdb', 'ref', 'data']) {
        await rename(join(aside, name), join(libraryDir, name));
      }
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
    return RECORDS;
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOT_OURS.has(String(error.code))) return 0;
    throw error;
  }
}

/** A library mounted to be read only, or one that another process has just filled. */
const NOT_OURS = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOTEMPTY', 'EEXIST']);

/** Whether the recordings of a folder are ours. */
export async function isSynthetic(folder: string): Promise<boolean> {
  return stat(join(folder, NOTICE_FILE)).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
