/** `npm run build`: all packages with their types checked, and the dashboard. */
import { buildWeb } from './build-web.mjs';
import { runTool } from './run.mjs';

runTool('typescript/bin/tsc', '-b');
buildWeb();
