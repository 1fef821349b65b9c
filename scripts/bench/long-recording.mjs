/** A day in three leads, by the command line in a process of its own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../run.mjs';

const SINODE = join(ROOT, 'packages/cli/bin/sinode.js');

export function longRecording(model, folder) {
  const synth = ['synth', folder, '--records', '1', '--seconds', '86400', '--sampling-rate', '250'];
  execFileSync(process.execPath, [SINODE, ...synth]);

  const record = join(folder, 'wfdb/00001.hea');
  const reportMemory = ['--import', join(ROOT, 'scripts/report-memory.mjs')];
  const analyze = ['analyze', record, '--format', 'json', '--model', model];
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, [...reportMemory, SINODE, ...analyze], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return {
    beats: JSON.parse(stdout).beats.length,
    wallSeconds: Number(((performance.now() - start) / 1000).toFixed(1)),
    peakMemoryMb: Number(/peak memory (\d+) MB/.exec(stderr)[1]),
  };
}
