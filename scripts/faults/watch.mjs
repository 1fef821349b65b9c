/** Memory and open descriptors of processes over time. Linux only; elsewhere there is nothing to see. */
import { readdirSync, readFileSync } from 'node:fs';

const LOOK_MS = 5_000;
const HOUR_MS = 3_600_000;

/** @param processes - as of `supervise` */
export function watch(processes) {
  const seen = new Map(processes.map(({ name }) => [name, []]));
  const look = () => {
    for (const { name, pid, isUp } of processes) {
      if (isUp) seen.get(name).push({ at: performance.now(), pid, ...factsOf(pid) });
    }
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  return {
    /** Since a time of `performance.now()`; of each process as it is now, not of those that were killed. */
    report(since) {
      return processes.map(({ name, pid, restarts, crashes }) => {
        const own = seen
          .get(name)
          .filter((sample) => sample.pid === pid && sample.at >= since && sample.memoryMb);
        return {
          name,
          restarts,
          crashes,
          minutes: round((own.at(-1)?.at - own[0]?.at) / 60_000),
          memoryMb: span(own.map(({ memoryMb }) => memoryMb)),
          memorySlopeMbPerHour: slopePerHour(secondHalf(own), ({ memoryMb }) => memoryMb),
          descriptors: span(own.map(({ descriptors }) => descriptors)),
          descriptorSlopePerHour: slopePerHour(secondHalf(own), ({ descriptors }) => descriptors),
        };
      });
    },
    end: () => clearInterval(timer),
  };
}

/** Without the time in which caches and heaps find their size. */
function secondHalf(samples) {
  return samples.slice(Math.floor(samples.length / 2));
}

/** With its children, whose shared pages count once; Postgres has them, and Node has none. */
function factsOf(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    const own = field(`/proc/${pid}/status`, 'VmRSS');
    const shared = children.map((child) => field(`/proc/${child}/smaps_rollup`, 'Pss'));
    return {
      memoryMb: shared.reduce((sum, kilobytes) => sum + kilobytes, own) / 1024,
      descriptors: [pid, ...children].reduce((sum, each) => sum + readdirSync(`/proc/${each}/fd`).length, 0),
    };
  } catch {
    // Ended meanwhile.
    return { memoryMb: null, descriptors: null };
  }
}

/** @returns kB */
function field(file, name) {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))?.[1]);
}

function span(values) {
  if (values.length === 0) return null;
  return { first: round(values[0]), last: round(values.at(-1)), most: round(Math.max(...values)) };
}

/** By least squares; null for fewer than three samples. */
function slopePerHour(samples, measure) {
  if (samples.length < 3) return null;
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanAt = mean(samples.map(({ at }) => at));
  const meanValue = mean(samples.map(measure));
  const upper = samples.reduce(
    (sum, sample) => sum + (sample.at - meanAt) * (measure(sample) - meanValue),
    0,
  );
  const lower = samples.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
  return round((upper / lower) * HOUR_MS);
}

function round(value) {
  return Math.round(value * 10) / 10;
}
