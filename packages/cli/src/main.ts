/** Where the command begins and ends: one place for exit codes, signals and errors nobody dealt with. */
import { CommanderError } from 'commander';
import { bugDetails, toFailure, UsageError } from './failures.ts';
import { leave } from './leave.ts';
import { createProgram } from './program.ts';
import { endQuietlyWhenNobodyReads, say } from './terminal/output.ts';

const FAILED = 1;
const WRONG_USAGE = 2;
/** 128 and the number of the signal, as shells count. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** npm and `timeout` pass on a signal that the terminal, or they themselves, have sent to us already. */
const ECHO_MS = 1_000;

/** The cursor and line wrapping, which a progress bar turns off. */
const RESTORE_TERMINAL = '\u001b[?25h\u001b[?7h';

endQuietlyWhenNobodyReads();
let leavingSince: number | null = null;
for (const [signal, code] of Object.entries(EXIT_CODES)) {
  process.on(signal, () => {
    if (leavingSince === null) {
      leavingSince = performance.now();
      if (process.stderr.isTTY) process.stderr.write(`${RESTORE_TERMINAL}\n`);
      void leave(code);
    } else if (performance.now() - leavingSince > ECHO_MS) {
      // Who asks a second time does not want to wait.
      process.exit(code);
    }
  });
}

try {
  await createProgram().parseAsync();
} catch (error) {
  // What is still under way (downloads beside the one that failed) is of no use any more.
  await leave(explain(error));
}

/** Says what went wrong, where commander has not said it already. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  const failure = toFailure(error);
  say(`sinode: ${failure.message}`);
  const details = bugDetails(failure);
  if (details !== null) say(details);
  return error instanceof UsageError ? WRONG_USAGE : FAILED;
}
