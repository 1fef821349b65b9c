/**
 * `npm test`: sets up, then runs every test there is. Arguments go to the test runner (`npm test -- resample`).
 */
import { run, setUp } from './setup.mjs';

setUp();
run('npx', ['--no-install', 'vitest', 'run', ...process.argv.slice(2)]);
