/**
 * A network and a table of mounts that are this run's own: no address, route or mount of the machine is touched, and all
 * of it is gone with the last process in it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** Set inside. */
const INSIDE = 'FAULTS_INSIDE';

export const isInside = process.env[INSIDE] === 'yes';

/** @returns why it cannot be had; null where it can */
export function whyNoNamespace() {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid() !== 0) return 'needs root';
  const { status } = spawnSync('unshare', ['--net', '--mount', 'true'], { stdio: 'ignore' });
  return status === 0 ? null : 'network namespaces are not permitted here';
}

/** Runs the program again, inside; @returns its exit code */
export async function runInside() {
  const child = spawn(
    'unshare',
    ['--net', '--mount', '--propagation', 'private', process.execPath, ...process.argv.slice(1)],
    { stdio: 'inherit', env: { ...process.env, [INSIDE]: 'yes' } },
  );
  // It has processes to end; a terminal tells it by itself.
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGINT', () => {});
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
