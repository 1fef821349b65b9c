/** The export of corrections for the command line: beside a server that runs, or without one. */
import type { Config } from '../config/config.ts';
import { connectFromOutside } from '../database/connect-from-outside.ts';
import { openStore } from '../recordings/storage/open-store.ts';
import { type ExportedCorrections, exportCorrections } from './export-corrections.ts';

/** @throws StartError when the database cannot be reached, Problem 409 for a folder that is not empty */
export async function exportCorrectionsOf(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'libraryDir' | 's3'>,
  folder: string,
  onRecord: (done: number, total: number) => void,
): Promise<ExportedCorrections> {
  const { db, close } = await connectFromOutside(config);
  try {
    const places = { store: await openStore(config), libraryDir: config.libraryDir };
    return await exportCorrections({ db, places, folder, onRecord });
  } finally {
    await close();
  }
}
