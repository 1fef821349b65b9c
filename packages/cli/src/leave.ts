/**
 * Ending before the work is done: Ctrl-C, a reader that has read enough, an error. What must not be torn down in the
 * middle says so here.
 */
const farewells = new Set<() => Promise<void>>();

/** @returns a function that takes the farewell back */
export function beforeLeaving(farewell: () => Promise<void>): () => void {
  farewells.add(farewell);
  return () => farewells.delete(farewell);
}

/** Ends the program as soon as everyone has taken leave. */
export async function leave(code: number): Promise<never> {
  await Promise.allSettled([...farewells].map((farewell) => farewell()));
  process.exit(code);
}
