/**
 * Where tests find real recordings: the folder named by SINODE_TEST_DATA, else `../shared/data` beside the repository.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * @param path - inside the data folder
 * @returns the full path, or `null` (with a printed reason) where the data are not there and the test is to be skipped
 */
export function testData(path: string): string | null {
  const folder = process.env.SINODE_TEST_DATA ?? resolve(REPOSITORY, '../shared/data');
  const full = join(folder, path);
  if (existsSync(full)) return full;
  console.error(
    `Skipped, since ${full} is not there: set SINODE_TEST_DATA to the folder of annotated recordings.`,
  );
  return null;
}
