import type { Finding } from '@sinode/api';
import { Command } from 'commander';
import { colors } from '../terminal/colors.ts';
import { examples } from '../terminal/examples.ts';
import { print } from '../terminal/output.ts';
import { count } from '../terminal/words.ts';

const MARKS = { fine: colors.green('✓'), warning: colors.yellow('!'), failure: colors.red('✗') } as const;

export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('check a server and explain what is wrong')
    .description(
      'Looks at everything a server needs, also while it runs, and says what to do where something is not as it should be: the machine, the configuration, the data folder, the database, the store of recordings and what is in it, the model, the ports, the jobs, the backups. Which server: the variables that `sinode serve` takes. Ends with 1 where something does not work.',
    )
    .option('--deep', 'read every file of every recording and compare its checksum')
    .option('--json', 'for machines')
    .addHelpText(
      'after',
      examples(
        ['sinode doctor', 'in a second or two'],
        ['sinode doctor --deep --json > report.json', 'once a month: every byte'],
      ),
    )
    .action(async ({ deep = false, json = false }: { deep?: boolean; json?: boolean }) => {
      // Loaded here, since no command about recordings needs a database.
      const { examine } = await import('@sinode/api');
      let printing = Promise.resolve();
      const onFinding = (finding: Finding) => {
        if (!json) printing = printing.then(() => print(linesOf(finding)));
      };
      const findings = await examine(process.env, { deep, onFinding });
      await printing;
      const failures = findings.filter(({ state }) => state === 'failure').length;
      const warnings = findings.filter(({ state }) => state === 'warning').length;
      if (json) await print(`${JSON.stringify({ failures, warnings, findings }, null, 2)}\n`);
      else await print(`\n${conclusion(failures, warnings)}\n`);
      if (failures > 0) process.exitCode = 1;
    });
}

function linesOf({ check, state, said, advice }: Finding): string {
  const line = `${MARKS[state]} ${check}: ${said}\n`;
  return advice === null ? line : `${line}  ${advice}\n`;
}

function conclusion(failures: number, warnings: number): string {
  if (failures > 0) return `${count(failures, 'thing')} must be put right, ${count(warnings, 'warning')}.`;
  return warnings > 0 ? `It works, with ${count(warnings, 'warning')}.` : 'All is well.';
}
