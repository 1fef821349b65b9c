/** What processes use, as Linux counts it: processor time, by thread too, and memory. */
import { readdirSync, readFileSync } from 'node:fs';

/** Of the kernel's clock that `/proc` counts in; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Processor seconds of the main thread, and of all others together. */
export function nodeCpu(pid) {
  const all = ticks(`/proc/${pid}/stat`);
  const main = ticks(`/proc/${pid}/task/${pid}/stat`);
  return { main: main.own / TICKS_PER_SECOND, rest: (all.own - main.own) / TICKS_PER_SECOND };
}

/** Processor seconds of a Postgres: its server, its children, and those that have ended. */
export function postgresCpu(pid) {
  const server = ticks(`/proc/${pid}/stat`);
  const children = childrenOf(pid).reduce((sum, child) => sum + ticks(`/proc/${child}/stat`).own, 0);
  return (server.own + server.ended + children) / TICKS_PER_SECOND;
}

/** Processor seconds that the machine has worked since it started, whoever for. */
export function machineCpu() {
  const [user, nice, system, , , irq, softirq] = /^cpu +(.*)$/m
    .exec(read('/proc/stat'))[1]
    .split(' ')
    .map(Number);
  return (user + nice + system + irq + softirq) / TICKS_PER_SECOND;
}

/** Megabytes that lie in memory. */
export function nodeMemory(pid) {
  return megabytes(`/proc/${pid}/status`, 'VmRSS');
}

/** Megabytes of all its processes, with what they share counted once. */
export function postgresMemory(pid) {
  return [pid, ...childrenOf(pid)].reduce(
    (sum, one) => sum + megabytes(`/proc/${one}/smaps_rollup`, 'Pss'),
    0,
  );
}

function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid);
}

function parentOf(pid) {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]);
}

/** `own` of the process, `ended` of its children that are no more. */
function ticks(file) {
  // The name of the program is in brackets, and may have spaces in it.
  const fields = read(file)
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
  return { own: (fields[11] ?? 0) + (fields[12] ?? 0), ended: (fields[13] ?? 0) + (fields[14] ?? 0) };
}

function megabytes(file, name) {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(read(file))?.[1] ?? 0;
  return Math.round(Number(kilobytes) / 1024);
}

/** A process may end while it is looked at. */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
