/**
 * A Chromium on this machine that tests and benches can drive: what `SINODE_BROWSER` names, else an installed one, else
 * the one that Playwright downloaded.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

export const NO_BROWSER = [
  'The tests of the dashboard need Chromium, Chrome or Edge, and none was found.',
  'Install one (Debian: apt-get install chromium; anywhere: npx playwright-core install chromium --no-shell),',
  'or say where one is: SINODE_BROWSER=/path/to/its/program',
].join('\n');

/** Names on the search path, and where installers put what is not on it. Edge is a Chromium too. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PLACES = {
  linux: ['/snap/bin/chromium', '/usr/lib/chromium/chromium', '/opt/google/chrome/chrome'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder === undefined
      ? []
      : [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          join(folder, 'Microsoft/Edge/Application/msedge.exe'),
          join(folder, 'Chromium/Application/chrome.exe'),
        ];
  }),
};

/** @returns {string | null} the path of its program */
export function findBrowser() {
  const named = process.env.SINODE_BROWSER;
  if (named !== undefined && named !== '') {
    if (!isProgram(named)) throw new Error(`SINODE_BROWSER names ${named}, which is not a program.`);
    return named;
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const installed = [...onPath, ...(PLACES[process.platform] ?? []), chromium.executablePath()];
  return installed.find(isProgram) ?? null;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
