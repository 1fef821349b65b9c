/**
 * Adds up the tests of Vitest (JSON files) and pytest (JUnit XML) and the targets of the fuzzer (JSON), and prints
 * `N passed, N failed, N skipped`.
 */
import { readFileSync } from 'node:fs';

const files = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const { passed, failed, skipped } = file.endsWith('.json') ? ofJson(JSON.parse(text)) : ofPytest(text);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
if (total.failed > 0) process.exit(1);

function ofJson(report) {
  return report.targets === undefined ? ofVitest(report) : ofFuzzer(report);
}

/** A target without findings has passed. */
function ofFuzzer({ targets }) {
  const failed = targets.filter(({ findings }) => findings.length > 0).length;
  return { passed: targets.length - failed, failed, skipped: 0 };
}

function ofVitest({ numPassedTests, numFailedTests, numPendingTests, passedByThemselves = [] }) {
  for (const path of passedByThemselves) console.log(`passed only when it ran by itself: ${path}`);
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
}

function ofPytest(xml) {
  const suite = /<testsuite [^>]*>/.exec(xml)[0];
  const attribute = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)[1]);
  const failed = attribute('failures') + attribute('errors');
  const skipped = attribute('skipped');
  return { passed: attribute('tests') - failed - skipped, failed, skipped };
}
