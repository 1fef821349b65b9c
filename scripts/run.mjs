/** Commands, run in the repository's root. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command with its output shown; ends this process with its exit code if it fails. */
export function run(command, args) {
  const status = tryToRun(command, args);
  if (status !== 0) process.exit(status);
}

/** @returns the exit code of a command, whose output is shown */
export function tryToRun(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    // npm is a batch file there. Words with spaces in them, as Node's own path has, are not for a shell.
    shell: process.platform === 'win32' && command !== process.execPath,
  });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  return status ?? 1;
}

/** Runs a tool of node_modules by its file, which is quicker than npx and says nothing of its own. */
export function runTool(file, ...args) {
  run(process.execPath, [`${ROOT}node_modules/${file}`, ...args]);
}
