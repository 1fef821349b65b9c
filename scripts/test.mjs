/**
 * `npm test`: sets up, then runs every test there is. Arguments go to the test runner (`npm test -- resample`).
 */
import { runTool } from './run.mjs';
import { setUp } from './setup.mjs';

const args = process.argv.slice(2);
setUp();
// Only now are the packages there that it needs.
const { needsBrowser, provideBrowser } = await import('./provide-browser.mjs');
if (needsBrowser(args)) provideBrowser();
runTool('vitest/vitest.mjs', 'run', ...args);
