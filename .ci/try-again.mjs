/**
 * Runs the test files that failed once more, without the others beside them, and puts what they say then into the report:
 * of three thousand tests on a machine that others use too, one that had no luck should not keep all that comes after from
 * being looked at. What passes only now is named, since it is a fault of the test at least.
 *
 *   node .ci/try-again.mjs <report of vitest, JSON>
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

const [file] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));
const failed = report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
// Where no file failed, it is the run itself that did.
if (failed.length === 0) process.exit(1);

const paths = failed.map((name) => relative(process.cwd(), name));
console.log(`\nonce more, by themselves: ${paths.join(', ')}`);
const outputFile = `${file}.again.json`;
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`];
const { status } = spawnSync('npm', ['test', '--', ...paths, ...reporters], { stdio: 'inherit' });
if (status !== 0) process.exit(1);

const again = JSON.parse(readFileSync(outputFile, 'utf8'));
const missing = failed.filter((name) => !again.testResults.some((result) => result.name === name));
if (missing.length > 0) throw new Error(`not run again: ${missing.join(', ')}`);
report.testResults = [
  ...report.testResults.filter(({ name }) => !failed.includes(name)),
  ...again.testResults.filter(({ name }) => failed.includes(name)),
];
const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
report.numPassedTests = results.filter((result) => result.status === 'passed').length;
report.numFailedTests = results.filter((result) => result.status === 'failed').length;
report.passedByThemselves = paths;
writeFileSync(file, JSON.stringify(report));
