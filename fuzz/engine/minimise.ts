/** The fewest and smallest inputs that reach every branch that was reached. */
import type { Executor } from './execute.ts';

/**
 * Takes the smallest first, and of the others only those that reach a branch that no smaller one did.
 *
 * @param executor - of a coverage that has seen nothing yet
 */
export async function minimise(executor: Executor, inputs: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const kept: Uint8Array[] = [];
  for (const input of [...inputs].sort((a, b) => a.length - b.length)) {
    if ((await executor.execute(input)) > 0) kept.push(input);
  }
  return kept;
}
