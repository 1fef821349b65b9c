/** A Chromium for scripts, in which the dashboard cannot reach any other host. */
import { chromium } from 'playwright-core';
import { findBrowser, NO_BROWSER } from './find-browser.mjs';

export async function openBrowser() {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error(NO_BROWSER);
  return chromium.launch({
    executablePath,
    // Its sandbox cannot be set up by root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1', '--disable-dev-shm-usage'],
  });
}

/** Signs in through the page's own form. */
export async function signIn(page, username, password) {
  await page.goto('/sign-in');
  await page.locator('input[autocomplete="username"]').fill(username);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.locator('input[autocomplete="current-password"]').press('Enter');
  await page.getByRole('button', { name: username, exact: true }).waitFor();
}
