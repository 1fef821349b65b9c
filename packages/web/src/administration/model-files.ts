/** Which of the files that a person chose are those of a model. */

/** As the training writes them, and the server wants them. */
const MODEL_FILES = ['model.onnx', 'model.json', 'parity.json'] as const;

export interface ModelFiles<F> {
  /** Of the model, in the order in which they are told. */
  readonly chosen: readonly F[];
  readonly missing: readonly string[];
  /** Names of what is no part of a model. */
  readonly unknown: readonly string[];
}

/** @param files - chosen one after the other: of two with the same name, the later counts */
export function modelFiles<F extends { readonly name: string }>(files: readonly F[]): ModelFiles<F> {
  const byName = new Map(files.map((file) => [file.name, file]));
  return {
    chosen: MODEL_FILES.flatMap((name) => byName.get(name) ?? []),
    missing: MODEL_FILES.filter((name) => !byName.has(name)),
    unknown: [...byName.keys()].filter((name) => !(MODEL_FILES as readonly string[]).includes(name)),
  };
}
