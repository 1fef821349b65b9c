import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SINODE = fileURLToPath(new URL('../../../packages/cli/bin/sinode.js', import.meta.url));

/** What the command line prints. */
export async function sinode(...args: readonly string[]): Promise<string> {
  return (await promisify(execFile)(process.execPath, [SINODE, ...args])).stdout;
}
