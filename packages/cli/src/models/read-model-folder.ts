import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../failures.ts';

/** A server takes less: nothing larger need be read. */
const LARGEST_BYTES = 64_000_000;

/**
 * The three files of a model's folder.
 *
 * @throws CommandError for one that is missing or too large
 */
export async function readModelFolder(folder: string) {
  const read = async (name: string) => {
    const path = join(folder, name);
    const entry = await stat(path).catch(() => null);
    if (entry === null || !entry.isFile()) {
      throw new CommandError(
        `${path}: there is no such file. A model is a folder with model.json, model.onnx and parity.json, as training/ writes it.`,
      );
    }
    if (entry.size > LARGEST_BYTES) throw new CommandError(`${path}: a model has 64 MB at most.`);
    return readFile(path);
  };
  const card = await read('model.json');
  const onnx = await read('model.onnx');
  const parity = await read('parity.json');
  return { card: card.toString('utf8'), onnx, parity: parity.toString('utf8') };
}
