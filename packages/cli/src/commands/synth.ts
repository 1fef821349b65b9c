import { SynthOptions } from '@sinode/contracts';
import { writeDataSet } from '@sinode/core/node';
import { Command } from 'commander';
import { parseOptions } from '../options.ts';
import { examples } from '../terminal/examples.ts';
import { print, say } from '../terminal/output.ts';
import { startProgress } from '../terminal/progress.ts';
import { count, duration } from '../terminal/words.ts';

export function synthCommand(): Command {
  return new Command('synth')
    .summary('make synthetic recordings with known beats')
    .description(
      'Makes synthetic recordings with known beats: data/ and ref/ as in the CPSC 2019 challenge, and wfdb/ with the same as WFDB records.',
    )
    .argument('<dir>', 'folder to put them in')
    .option('--records <n>', 'how many', '10')
    .option('--seconds <s>', 'length of each', '10')
    .option('--sampling-rate <hz>', 'samples per second', '500')
    .option('--seed <n>', 'the same seed gives the same files', '1')
    .addHelpText(
      'after',
      examples(
        ['sinode synth demo', 'ten recordings of ten seconds'],
        ['sinode synth holter --records 1 --seconds 86400 --sampling-rate 250', 'a day'],
        ['sinode synth demo && sinode evaluate demo --protocol cpsc2019', 'what a score looks like'],
      ),
    )
    .action(async (directory: string, typed: Record<string, unknown>) => {
      const options = parseOptions(SynthOptions, typed);
      const { records, seconds, samplingRate, seed } = options;
      const progress = startProgress('synth', records, records === 1 ? 'recording' : 'recordings');
      const start = performance.now();
      const onRecord = (done: number) => {
        const hoursPerSecond = (done * seconds) / 3600 / ((performance.now() - start) / 1000);
        progress.update(done, `${hoursPerSecond.toFixed(1)} h of ECG/s`);
      };
      try {
        const { folders, beats } = await writeDataSet(directory, options, onRecord);
        progress.stop();
        say(
          `${count(records, 'synthetic recording')} of ${duration(seconds)} at ${samplingRate} Hz, ${count(beats, 'beat')}, seed ${seed}.`,
        );
        await print(`${folders.join('\n')}\n`);
      } finally {
        progress.stop();
      }
    });
}
