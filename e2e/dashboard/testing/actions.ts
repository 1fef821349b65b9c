/** What a person does on every visit. */
import type { Page } from 'playwright-core';
import { texts } from '../../../packages/web/src/texts/index.ts';

export const PASSWORD = 'correct horse battery staple';

/** Registers through the page's own form; resolves when the page greets the new user. */
export async function signUp(page: Page, username: string): Promise<void> {
  await page.goto('/register');
  await fillCredentials(page, username, 'new-password');
}

export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/sign-in');
  await fillCredentials(page, username, 'current-password');
}

/** Fills in the form that is open, and sends it. */
async function fillCredentials(
  page: Page,
  username: string,
  kind: 'new-password' | 'current-password',
): Promise<void> {
  const password = page.locator(`input[autocomplete="${kind}"]`);
  await page.locator('input[autocomplete="username"]').fill(username);
  await password.fill(PASSWORD);
  await password.press('Enter');
  await accountButton(page, username).waitFor();
}

export async function signOut(page: Page, username: string): Promise<void> {
  await accountButton(page, username).click();
  await page.getByRole('menuitem', { name: texts.common.nav.signOut }).click();
  const toSignIn = { name: texts.common.nav.signIn, exact: true };
  await page.getByRole('banner').getByRole('link', toSignIn).waitFor();
}

export function accountButton(page: Page, username: string) {
  return page.getByRole('button', { name: username, exact: true });
}

/**
 * Gives files to the page that is open, as its file button does.
 *
 * @param files - paths
 */
export async function uploadFiles(page: Page, files: readonly string[]): Promise<void> {
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles([...files]);
}
