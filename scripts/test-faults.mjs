/**
 * `npm run test:faults`: the real servers under load while what they stand on breaks. What was acknowledged must be there
 * afterwards, every error must be a clear one, and all of it must come back by itself. `--help` says more.
 */
import { writeFileSync } from 'node:fs';
import { readOptions } from './faults/options.mjs';
import { isInside, runInside, whyNoNamespace } from './faults/own-namespace.mjs';

const options = readOptions();
if (options !== null) {
  if (!isInside && whyNoNamespace() === null) process.exit(await runInside());
  const { testFaults } = await import('./faults/run.mjs');
  const { printReport } = await import('./faults/report.mjs');
  const report = await testFaults(options, (line) => console.error(line));
  printReport(report);
  if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  process.exit(report.numFailedTests > 0 ? 1 : 0);
}
