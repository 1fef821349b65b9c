/** A file system of its own in a file, that can be full and slow. */
import {
  appendFileSync,
  mkdirSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { command, hasCommand } from './command.mjs';
import { isInside } from './own-namespace.mjs';

/** The block I/O controller of cgroup v1: it slows down what a process writes to one device. */
const BLKIO = '/sys/fs/cgroup/blkio';
const SLOW_BYTES_PER_SECOND = 1_048_576;
/** An old hard disk seeks 100 times a second; this one is worse. */
const SLOW_WRITES_PER_SECOND = 20;

/** @returns why there can be none; null where there can */
export function whyNoDisk() {
  if (!isInside) return 'needs root, to mount a file system';
  if (!hasCommand('mkfs.ext4')) return 'needs mkfs.ext4';
  return null;
}

/** @returns why a disk cannot be slow; null where it can */
export function whyNotSlow() {
  try {
    statSync(`${BLKIO}/blkio.throttle.write_iops_device`, { throwIfNoEntry: true });
  } catch {
    // In the root of cgroup v1 the files are there only with the controller.
    return 'needs the blkio controller of cgroup v1';
  }
  return null;
}

/** @throws Error where it cannot be mounted */
export function mountDisk(image, folder, megabytes) {
  writeFileSync(image, '');
  truncateSync(image, megabytes * 1_048_576);
  // Without a journal, what is written is written by who writes it, and can be slowed down by process. It has to survive
  // the end of processes here, and not that of the machine.
  command('mkfs.ext4', '-q', '-m', '0', '-O', '^has_journal', '-E', 'lazy_itable_init=0', image);
  mkdirSync(folder, { recursive: true });
  command('mount', '-o', 'loop', image, folder);
  const ballast = `${folder}/ballast`;
  return {
    fill() {
      mkdirSync(ballast);
      const { bavail, bsize } = statfsSync(folder);
      // What a file system calls free is not all to be had at once.
      for (let size = bavail * bsize, file = 0; size >= bsize; file++) {
        try {
          command('fallocate', '-l', String(size), `${ballast}/${file}`);
        } catch {
          rmSync(`${ballast}/${file}`, { force: true });
          size = Math.floor(size / 2);
        }
      }
    },
    makeRoom: () => rmSync(ballast, { recursive: true, force: true }),
    /** `major:minor` */
    get device() {
      return command('mountpoint', '-d', folder);
    },
    unmount() {
      try {
        command('umount', folder);
      } catch {
        command('umount', '--lazy', folder);
      }
    },
  };
}

/** Slows down what processes write to disks; @returns what ends it */
export function slowDown(disks, pids) {
  const group = `${BLKIO}/sinode-faults-${process.pid}`;
  mkdirSync(group);
  for (const { device } of disks) {
    appendFileSync(`${group}/blkio.throttle.write_bps_device`, `${device} ${SLOW_BYTES_PER_SECOND}\n`);
    appendFileSync(`${group}/blkio.throttle.write_iops_device`, `${device} ${SLOW_WRITES_PER_SECOND}\n`);
  }
  for (const pid of pids) appendFileSync(`${group}/cgroup.procs`, `${pid}\n`);
  return () => {
    for (const pid of membersOf(group)) {
      try {
        appendFileSync(`${BLKIO}/cgroup.procs`, `${pid}\n`);
      } catch {
        // It has ended meanwhile.
      }
    }
    rmdirSync(group);
  };
}

function membersOf(group) {
  return command('cat', `${group}/cgroup.procs`).split('\n').filter(Boolean);
}
