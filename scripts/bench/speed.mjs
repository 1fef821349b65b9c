const RUNS = Number(process.env.BENCH_RUNS ?? 5);

/** Hours of ECG per second of the best of several runs. */
export async function speed(ecgSeconds, work) {
  await work();
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return hoursPerSecond(ecgSeconds, best / 1000);
}

export function hoursPerSecond(ecgSeconds, seconds) {
  return Number((ecgSeconds / 3600 / seconds).toFixed(2));
}
