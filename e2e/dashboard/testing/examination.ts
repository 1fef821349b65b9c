/** Whether a page is for everybody: in every look, axe finds nothing, and nothing is cut off where the screen is narrow. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { addAxe, findViolations } from './axe.ts';
import { DESKTOP, PHONE } from './dashboard.ts';

/** The narrowest is what a page of 1280 pixels has at 400 % (WCAG 1.4.10). */
const SCREENS = [DESKTOP, PHONE, { width: 320, height: 640 }];
const SCHEMES = ['light', 'dark'] as const;

/** Looks at the page as it is, in all looks, and keeps what is wrong until the end, so that all of it is told. */
export class Examination {
  readonly #page: Page;
  readonly #found: string[] = [];
  #states = 0;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async of(page: Page): Promise<Examination> {
    await addAxe(page);
    return new Examination(page);
  }

  async look(state: string, screens: readonly { width: number; height: number }[] = SCREENS): Promise<void> {
    this.#states++;
    for (const size of screens) {
      await this.#page.setViewportSize(size);
      for (const colorScheme of SCHEMES) {
        await this.#page.emulateMedia({ colorScheme });
        await this.#page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
        const wrongs = [...(await findViolations(this.#page)), ...(await findWrongShapes(this.#page))];
        this.#found.push(...wrongs.map((wrong) => `${state}, ${size.width} px, ${colorScheme}: ${wrong}`));
      }
    }
    await this.#page.setViewportSize(DESKTOP);
  }

  end(atLeast: number): void {
    expect(this.#found).toEqual([]);
    expect(this.#states).toBeGreaterThanOrEqual(atLeast);
  }
}

/** What axe does not say. */
function findWrongShapes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrongs: string[] = [];
    const headings = document.querySelectorAll('h1');
    if (headings.length !== 1) wrongs.push(`${headings.length} main headings`);
    if (!/ · Sinode$|^Sinode · /.test(document.title)) wrongs.push(`the title “${document.title}”`);
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) wrongs.push(`${scrollWidth - innerWidth} px too wide`);
    return wrongs;
  });
}
