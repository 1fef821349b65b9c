/** Bytes that a folder and all beneath it have on their disk: blocks, not lengths. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK_BYTES = 512;

export function diskBytes(folder) {
  let bytes = lstatSync(folder).blocks * BLOCK_BYTES;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? diskBytes(path) : lstatSync(path).blocks * BLOCK_BYTES;
  }
  return bytes;
}
