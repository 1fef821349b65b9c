/** Two ways to use a page: with a mouse, and by keyboard alone. A way through the page is written once for both. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Hand {
  /** Activates a button or a link. */
  press(target: Locator): Promise<void>;
  /** Activates an item of the menu that is open. */
  pick(item: Locator): Promise<void>;
  /** Chooses one of a group of radio buttons. */
  choose(radio: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  /** Gives the focus to what has keys of its own. */
  enter(target: Locator): Promise<void>;
}

export function mouseOf(): Hand {
  return {
    press: (target) => target.click(),
    pick: (item) => item.click(),
    // The radio button itself may be hidden behind its label.
    choose: (radio) =>
      radio.locator('xpath=ancestor-or-self::*[descendant-or-self::label][1]//label').first().click(),
    write: (field, text) => field.fill(text),
    enter: (target) => target.click(),
  };
}

/** No page has more places to tab to. */
const MOST_TABS = 200;
const MOST_ARROWS = 30;

export function keyboardOf(page: Page): Hand {
  async function until(isThere: () => Promise<boolean>, key: string, most: number): Promise<void> {
    for (let pressed = 0; !(await isThere()); pressed++) {
      if (pressed === most) throw new Error(`${most} times ${key} do not lead there`);
      await page.keyboard.press(key);
    }
  }
  async function tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    await until(() => hasFocus(target), 'Tab', MOST_TABS);
    await expectSeen(target);
  }
  return {
    async press(target) {
      await tabTo(target);
      await page.keyboard.press('Enter');
    },
    async pick(item) {
      await item.waitFor();
      await until(() => hasFocus(item), 'ArrowDown', MOST_ARROWS);
      await page.keyboard.press('Enter');
    },
    async choose(radio) {
      const name = await radio.getAttribute('name');
      const group = page.locator(`input[type="radio"][name="${name}"]`);
      await until(
        () => group.evaluateAll((all) => all.includes(document.activeElement as never)),
        'Tab',
        MOST_TABS,
      );
      await until(() => radio.isChecked(), 'ArrowDown', MOST_ARROWS);
    },
    async write(field, text) {
      await tabTo(field);
      await page.keyboard.type(text);
    },
    enter: tabTo,
  };
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** What has the focus is on the screen, and not wholly behind something else (WCAG 2.4.11). */
async function expectSeen(target: Locator): Promise<void> {
  const isSeen = await target.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const inside = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => [left + x * width, top + y * height]),
    );
    return inside.some(([x = 0, y = 0]) => {
      const there = document.elementFromPoint(x, y);
      return there !== null && (element.contains(there) || there.contains(element));
    });
  });
  expect(isSeen, 'what has the focus is hidden').toBe(true);
}
