/**
 * `npm test`: sets up, then runs every test there is. Arguments go to the test runner (`npm test -- resample`).
 */
import { runTool, setUp } from './setup.mjs';

setUp();
runTool('vitest/vitest.mjs', 'run', ...process.argv.slice(2));
