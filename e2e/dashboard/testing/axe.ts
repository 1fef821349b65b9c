/** What axe finds wrong with a page. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 up to AA, and what axe advises besides. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Gives axe to every page of a context. Not by a script element: the page's content security policy refuses those. */
export async function addAxe(page: Page): Promise<void> {
  await page.context().addInitScript({ content: axe.source });
}

/** @returns a line for each element with which something is wrong; none, if all is well */
export async function findViolations(page: Page): Promise<string[]> {
  return page.evaluate(async (tags) => {
    // Colours on their way are nobody's.
    const moving = document.getAnimations().filter(({ effect }) => {
      return effect !== null && Number.isFinite(effect.getComputedTiming().endTime);
    });
    await Promise.allSettled(moving.map(({ finished }) => finished));
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html, failureSummary = '' }) => {
        const reasons = failureSummary
          .split('\n')
          .slice(1)
          .map((line) => line.trim());
        return `${id}: ${help}\n  ${target.join(' ')}\n  ${html.slice(0, 200)}\n  ${reasons.join('; ')}`;
      }),
    );
  }, TAGS);
}
