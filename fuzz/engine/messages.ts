/** What the thread of a target is given, and what it tells. */
import type { TargetName } from '../targets/targets.ts';

/** Of the code under test, from `scripts/fuzz/compile.mjs`. */
export interface Instrumented {
  readonly branches: number;
  /** Literals of the code. */
  readonly words: readonly string[];
  /** Which branches stand in which file of the repository. */
  readonly files: readonly { readonly path: string; readonly first: number; readonly count: number }[];
}

export interface Assignment {
  readonly target: TargetName;
  readonly task:
    | { readonly kind: 'fuzz'; readonly seconds: number; readonly seed: number }
    /** One input, that another thread did not come to an end with. */
    | { readonly kind: 'try'; readonly input: Uint8Array }
    /** Keeps what is needed to reach every branch. */
    | { readonly kind: 'minimise' };
  readonly instrumented: Instrumented;
  readonly folders: Folders;
  /** Inputs that ended a thread before, by their names: they are not read again. */
  readonly skipped: readonly string[];
  /** Shared memory: what is being read, since when. */
  readonly current: SharedArrayBuffer;
}

export interface Folders {
  /** Committed. */
  readonly corpus: string;
  /** What this machine found, to go on from. */
  readonly found: string;
  readonly findings: string;
}

export interface Progress {
  readonly executions: number;
  /** Branches of the target's own code that ran, and all of them. */
  readonly reached: number;
  readonly branches: number;
  readonly corpus: number;
  readonly corpusBytes: number;
  readonly slowestMs: number;
}

export type FindingKind = 'error' | 'slow' | 'hang' | 'memory';

export type Message =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | {
      readonly kind: 'finding';
      readonly finding: FindingKind;
      readonly input: Uint8Array;
      readonly report: string;
    }
  | { readonly kind: 'done'; readonly progress: Progress };
