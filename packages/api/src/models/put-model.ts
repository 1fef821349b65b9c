/** The files of a model in a folder, for browsers that analyse by themselves. */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFiles } from '@sinode/core/node';

/**
 * @param filesDir - made where it is not there
 * @returns a folder that has all of the files or does not exist: other processes may put the same model there
 */
export async function putModel({ card, bytes }: ModelFiles, filesDir: string): Promise<string> {
  const folder = join(filesDir, `${card.name}-${card.version}-${card.sha256.slice(0, 16)}`);
  await mkdir(filesDir, { recursive: true, mode: 0o700 });
  const half = await mkdtemp(join(filesDir, '.half-'));
  await writeFile(join(half, 'model.json'), JSON.stringify(card), { mode: 0o600 });
  await writeFile(join(half, 'model.onnx'), bytes, { mode: 0o600 });
  await rename(half, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(half, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return folder;
}
