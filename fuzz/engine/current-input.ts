/** The input that a thread is reading, in shared memory: whoever ends the thread still has it. */

/** Inputs are smaller. */
const MOST_INPUT_BYTES = 2 ** 18;
const HEAD_BYTES = 16;

export interface CurrentInput {
  begin(input: Uint8Array): void;
  end(): void;
  /** @returns the input and for how many milliseconds it has been read; null while nothing is */
  get(): { input: Uint8Array; ms: number } | null;
}

export function newSharedMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEAD_BYTES + MOST_INPUT_BYTES);
}

export function currentInput(memory: SharedArrayBuffer): CurrentInput {
  const [since] = [new Float64Array(memory, 0, 1)];
  const length = new Uint32Array(memory, 8, 1);
  const bytes = new Uint8Array(memory, HEAD_BYTES);
  return {
    begin(input) {
      bytes.set(input);
      length[0] = input.length;
      since[0] = Date.now();
    },
    end() {
      since[0] = 0;
    },
    get: () => (since[0] === 0 ? null : { input: bytes.slice(0, length[0]), ms: Date.now() - since[0] }),
  };
}
