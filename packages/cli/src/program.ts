import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { analyzeCommand } from './commands/analyze.ts';
import { backupCommand, restoreCommand } from './commands/backup.ts';
import { datasetsCommand } from './commands/datasets.ts';
import { doctorCommand } from './commands/doctor.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { modelsCommand } from './commands/models.ts';
import { serveCommand } from './commands/serve.ts';
import { synthCommand } from './commands/synth.ts';
import { usersCommand } from './commands/users.ts';
import { examples } from './terminal/examples.ts';

/** The command line. It throws instead of ending the process: what becomes of an error is decided in main.ts. */
export function createProgram(): Command {
  const program = new Command('sinode')
    .description('Finds every heartbeat in an ECG. Not a medical device.')
    .version(packageVersion())
    .showHelpAfterError('(add --help for the options and an example)')
    .addHelpText(
      'after',
      examples(
        ['sinode synth demo && sinode analyze demo/data/*.mat', 'a first look, with synthetic recordings'],
        ['sinode analyze --help', 'the options of a command'],
      ),
    );
  for (const command of [
    analyzeCommand(),
    evaluateCommand(),
    synthCommand(),
    datasetsCommand(),
    modelsCommand(),
    serveCommand(),
    usersCommand(),
    backupCommand(),
    restoreCommand(),
    doctorCommand(),
  ]) {
    program.addCommand(command);
  }
  throwInsteadOfExit(program);
  return program;
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const subcommand of command.commands) {
    subcommand.copyInheritedSettings(command);
    throwInsteadOfExit(subcommand);
  }
}

/** From package.json, which lies one folder up from `src` and `dist` alike. */
function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
