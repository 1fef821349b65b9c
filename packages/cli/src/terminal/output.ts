/**
 * The two ways out: data to stdout, words to stderr. So `sinode … > file` holds data and nothing else.
 */
import { leave } from '../leave.ts';

/** Writes data; waits where the reader at the other end of a pipe is slower than we are. */
export async function print(text: string): Promise<void> {
  if (process.stdout.write(text)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}

/** Says something to the person. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * `sinode … | head` closes the pipe as soon as it has read enough. That is not a failure: there is nobody left to
 * write to, so the program ends quietly.
 */
export function endQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    void leave(0);
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
