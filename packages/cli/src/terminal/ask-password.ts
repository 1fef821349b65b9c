import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandError, UsageError } from '../failures.ts';

/** More than any password has. */
const LONGEST_INPUT = 10_000;

/**
 * A password from the terminal, asked for twice and not shown, or the first line of what is piped in. Never from an
 * argument: other users of the machine can read those.
 */
export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) return firstLine();
  const password = await ask('Password: ');
  if ((await ask('Once more: ')) !== password) throw new CommandError('The two are not the same.');
  return password;
}

async function firstLine(): Promise<string> {
  let text = '';
  for await (const piece of process.stdin.setEncoding('utf8')) {
    text += piece;
    if (text.includes('\n') || text.length > LONGEST_INPUT) break;
  }
  const [line = ''] = text.split(/\r?\n/, 1);
  if (line === '') throw new UsageError('Type the password on a terminal, or pipe it in.');
  return line;
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve);
      // Ctrl-C, or Ctrl-D on an empty line.
      lines.once('close', () => reject(new CommandError('Nothing was changed.')));
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
