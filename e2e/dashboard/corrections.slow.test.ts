/** Correcting beats on a line that is slow. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { texts } from '../../packages/web/src/texts/index.ts';
import { signUp, uploadFiles } from './testing/actions.ts';
import { test } from './testing/dashboard.ts';
import { wfdbFiles } from './testing/recordings.ts';
import { traceOf } from './testing/trace.ts';

const { recordings, recording: viewer } = texts;

/** Longer than it takes to set the next beat. */
const SLOW_MS = 1500;

test('a beat that waits for its peak does not take away the one that is set meanwhile', async ({
  page,
  dashboard,
}) => {
  const { files } = await wfdbFiles(join(dashboard.place.folder, 'slow'), {
    name: 'slow',
    seed: 31,
    seconds: 20,
  });
  await signUp(page, 'ada');
  await uploadFiles(page, files);
  await page
    .getByRole('list', { name: recordings.list })
    .getByRole('link', { name: 'slow', exact: true })
    .click();
  await page.getByTestId('heart-rate').waitFor();
  await page.getByText(viewer.tools.correct, { exact: true }).click();
  await traceOf(page).focus();
  await page.keyboard.press('n');

  await page.route('**/envelope?**', async (route) => {
    await wait(SLOW_MS);
    await route.continue();
  });
  // Off the beat that is chosen, and again as far, each between two beats.
  for (let set = 0; set < 2; set++) {
    for (let i = 0; i < 2; i++) await page.keyboard.press('Control+Shift+ArrowRight');
    await page.keyboard.press('i');
  }
  await page.getByText(viewer.correct.changes(2)).waitFor();
});
