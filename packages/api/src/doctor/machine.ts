import { readFileSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import type { Findings } from './findings.ts';

/** As `engines` of package.json has it. */
const OLDEST_NODE = [20, 19] as const;
/** The model, Postgres and two threads with a day of ECG each. */
const LITTLE_MEMORY = 1_000_000_000;
const LITTLE_FREE_MEMORY = 200_000_000;
/** A connection each, and as many open recordings. */
const FEW_FILES = 4_096;

export function examineMachine(findings: Findings): void {
  const version = process.versions.node;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    findings.fail('Node', `Node ${version} is too old.`, `Install ${OLDEST_NODE.join('.')} or newer.`);
  } else findings.fine('Node', `Node ${version}.`);

  // In a container, what it may take.
  const limit = process.constrainedMemory();
  const total = limit > 0 && limit < totalmem() ? limit : totalmem();
  const free = Math.min(freeMemory(), total);
  const said = `${gigabytes(free)} of ${gigabytes(total)} are free.`;
  if (total < LITTLE_MEMORY) {
    findings.warn('memory', said, 'Give it 1 GB or more, or lower SINODE_THREADS and SINODE_TASK_MEMORY_MB.');
  } else if (free < LITTLE_FREE_MEMORY) {
    findings.warn('memory', said, 'End other programs, or give it more.');
  } else findings.fine('memory', said);

  const files = openFilesLimit();
  if (files !== null && files < FEW_FILES) {
    findings.warn(
      'open files',
      `At most ${files} files and connections can be open at once.`,
      `Raise it to ${FEW_FILES} or more: ulimit -n, or LimitNOFILE of systemd.`,
    );
  } else if (files !== null) findings.fine('open files', `${files} can be open at once.`);
}

/** What could be had: Linux counts its cache of files as taken in `freemem`. */
function freeMemory(): number {
  try {
    const kilobytes = /^MemAvailable: +(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Not Linux.
  }
  return freemem();
}

/** @returns null where the system does not say */
function openFilesLimit(): number | null {
  try {
    const soft = /^Max open files +(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return soft === undefined || soft === 'unlimited' ? null : Number(soft);
  } catch {
    return null;
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
