/** Programs of Postgres, run to their end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Who runs them; `null` for ourselves. Postgres refuses to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

export interface Finished {
  readonly code: number | null;
  /** Both outputs together; empty where they went to a file. */
  readonly output: string;
}

/**
 * @param options.outputTo - descriptor of a file: a server that stays behind would keep a pipe open for ever
 */
export async function run(
  program: string,
  args: readonly string[],
  options: { runAs: RunAs | null; cwd?: string; outputTo?: number; env?: Record<string, string> },
): Promise<Finished> {
  const sink = options.outputTo ?? 'pipe';
  const child = spawn(program, args, {
    stdio: ['ignore', sink, sink],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', ...windowsEnvironment(), ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    // A terminal's Ctrl-C goes to all programs in its foreground; ending these in order is up to us.
    detached: process.platform !== 'win32',
    ...options.runAs,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  } catch (error) {
    return { code: null, output: error instanceof Error ? error.message : String(error) };
  }
}

/** Windows programs do not start without it. */
function windowsEnvironment(): Record<string, string> {
  return process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot };
}
