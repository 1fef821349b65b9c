/** Programs of the system. */
import { spawnSync } from 'node:child_process';

/** @throws Error with what it said */
export function command(program, ...args) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}

export function hasCommand(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}
