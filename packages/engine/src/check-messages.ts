/** What a check of a model and its process say to each other. */
import type { ModelFiles } from '@sinode/core/node';

export interface ToCheck {
  readonly model: ModelFiles;
  /** Prepared samples, each of a multiple of the card's `input.lengthMultiple`. */
  readonly inputs: readonly Float32Array[];
}

export type FromCheck =
  /** What the network made of each input. */
  { readonly outputs: readonly Float32Array[] } | { readonly refusal: string };
