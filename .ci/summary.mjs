/** Adds up the tests of Vitest (JSON) and pytest (JUnit XML) and prints one line: `N passed, N failed, N skipped`. */
import { readFileSync } from 'node:fs';

const [vitestFile, pytestFile] = process.argv.slice(2);
const vitest = JSON.parse(readFileSync(vitestFile, 'utf8'));
const suite = /<testsuite [^>]*>/.exec(readFileSync(pytestFile, 'utf8'))[0];
const pytest = (attribute) => Number(new RegExp(` ${attribute}="(\\d+)"`).exec(suite)[1]);

const failed = vitest.numFailedTests + pytest('failures') + pytest('errors');
const skipped = vitest.numPendingTests + pytest('skipped');
const passed =
  vitest.numPassedTests + pytest('tests') - pytest('failures') - pytest('errors') - pytest('skipped');
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
if (failed > 0) process.exit(1);
