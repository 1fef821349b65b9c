/** Inputs on disk, one a file, named after their content. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns the inputs of a folder, the smallest first; none where there is no folder */
export function readInputs(folder: string): Uint8Array[] {
  return namesIn(folder)
    .map((name) => Uint8Array.from(readFileSync(join(folder, name))))
    .sort((a, b) => a.length - b.length);
}

function namesIn(folder: string): string[] {
  try {
    // What is beside an input of the same name and ends with .txt tells of it.
    return readdirSync(folder)
      .filter((name) => !name.endsWith('.txt'))
      .sort();
  } catch {
    return [];
  }
}

/** What an input is called, by its content. */
export function nameOf(input: Uint8Array): string {
  return createHash('sha256').update(input).digest('hex').slice(0, 12);
}

/** @returns the name that it has now */
export function writeInput(folder: string, input: Uint8Array, prefix = ''): string {
  mkdirSync(folder, { recursive: true });
  const name = prefix + nameOf(input);
  writeFileSync(join(folder, name), input);
  return name;
}
