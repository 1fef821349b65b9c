/** What is fuzzed: one parser, or a few that read the same thing, and how its inputs can be made worse. */
import type { Mutation } from './mutate/mutation.ts';

export interface Target {
  readonly name: string;
  /** What it reads, for people. */
  readonly reads: string;
  /** The code that it is about, as the beginnings of paths in the repository. */
  readonly code: readonly string[];
  /** Small inputs to begin with. */
  seeds(): Uint8Array[];
  /**
   * Reads the input and checks what comes out.
   *
   * @throws whatever a person should look at: a `Finding`, or what the parser threw besides its refusals
   */
  run(input: Uint8Array): Promise<void>;
  /** Changes an input as somebody would who knows the format; without it bytes are changed blindly. */
  mutate?(input: Uint8Array, mutation: Mutation): Uint8Array;
  /** Bytes of which a reader may take five times as many: those of the input, unless it is packed. */
  weight?(input: Uint8Array): number;
}
