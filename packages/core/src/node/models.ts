/**
 * Models in the file system: folders `models/<name>/` with `model.onnx` and `model.json`.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModelInvalidError } from '../errors.ts';
import { type ModelCard, parseModelCard } from '../model/model-card.ts';
import { type ModelParity, parseModelParity } from '../model/model-parity.ts';

/** The model that is used when none is named. */
export const DEFAULT_MODEL = 'sinode-qrs-2';

/** The models that come with Sinode; the same from `src/` and `dist/`. */
const SHIPPED_MODELS = fileURLToPath(new URL('../../../../models/', import.meta.url));

export interface ModelFiles {
  readonly card: ModelCard;
  /** The ONNX file. */
  readonly bytes: Uint8Array;
}

/**
 * @param nameOrFolder - a shipped model's name, or the path of a model folder
 * @throws ModelInvalidError when a file is missing, the card is wrong, or the ONNX file is not the one on the card
 */
export async function readModel(nameOrFolder: string = DEFAULT_MODEL): Promise<ModelFiles> {
  const folder = modelFolder(nameOrFolder);
  const card = await readModelCard(nameOrFolder);
  const bytes = await readFile(join(folder, 'model.onnx')).catch(() => {
    throw new ModelInvalidError(nameOrFolder, 'model.onnx is missing.');
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== card.sha256) {
    throw new ModelInvalidError(
      nameOrFolder,
      `model.onnx has the sha256 ${sha256}, its card says ${card.sha256}.`,
    );
  }
  return { card, bytes };
}

/** @throws ModelInvalidError when there is no such model or its card is wrong */
export async function readModelCard(nameOrFolder: string): Promise<ModelCard> {
  const folder = modelFolder(nameOrFolder);
  const text = await readFile(join(folder, 'model.json'), 'utf8').catch(async () => {
    const names = await modelNames();
    throw new ModelInvalidError(
      nameOrFolder,
      `there is no model.json in it; the models here are ${names.join(', ') || 'none'}.`,
    );
  });
  return parseModelCard(text, basename(folder));
}

/**
 * @returns `null` where there is no `parity.json`
 * @throws ModelInvalidError when it is wrong
 */
export async function readModelParity(nameOrFolder: string): Promise<ModelParity | null> {
  const folder = modelFolder(nameOrFolder);
  const text = await readFile(join(folder, 'parity.json'), 'utf8').catch(() => null);
  return text === null ? null : parseModelParity(text, basename(folder));
}

/** Names of the shipped models, in alphabetical order. */
export async function modelNames(): Promise<string[]> {
  const entries = await readdir(SHIPPED_MODELS, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Where a model's files are. A plain word is a shipped model; anything with a separator is a path. */
export function modelFolder(nameOrFolder: string): string {
  return /[\\/]|^\.+$/.test(nameOrFolder) ? resolve(nameOrFolder) : join(SHIPPED_MODELS, nameOrFolder);
}
