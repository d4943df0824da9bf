import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { runPurser } from '../helpers/purser-process.ts';
import { openServedApp, SCREENS, type ServedApp } from './served-app.ts';

/** A window of 1280 × 900 at 200 %. */
const ZOOMED = { width: 640, height: 450 };

describe('at 200 % zoom, and for those who want no motion', () => {
  let data: PracticeData;
  let app: ServedApp;

  beforeAll(async () => {
    data = await practiceData('approved');
    await runPurser(data.path, ['practice', 'do', 'books-refuse', '--times', '2']);
    await runPurser(data.path, ['post', '--limit', '30']);
    app = await openServedApp(data.path, { viewport: ZOOMED, reducedMotion: 'reduce' });
    await app.idle();
  });

  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    data.remove();
  });

  /** What lies beyond an edge without a way to scroll to it. */
  const cutOff = (): Promise<readonly string[]> =>
    app.page.evaluate(() => {
      const isScrolled = (element: Element): boolean => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
      const isHidden = (element: Element): boolean => ['hidden', 'clip'].includes(getComputedStyle(element).overflowX);
      const limitOf = (element: Element): number | null => {
        for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
          if (isScrolled(parent)) {
            return null;
          }
          if (isHidden(parent)) {
            return parent.getBoundingClientRect().right;
          }
        }
        return window.innerWidth;
      };
      const wanted = 'main table, main button, main input, main select, main h1, main h2, main a, header button, nav a';
      return [...document.querySelectorAll(wanted)].flatMap((element) => {
        const { right, width } = element.getBoundingClientRect();
        const limit = limitOf(element);
        const isCut = width > 1 && limit !== null && right > limit + 1;
        return isCut ? [`${element.tagName} "${(element.textContent ?? '').slice(0, 40)}" ends at ${right} of ${limit}`] : [];
      });
    });

  test.each(SCREENS)('%s does not scroll sideways, and nothing of it is out of reach', async (screen) => {
    await app.open(screen);
    await app.page.waitForFunction(() => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') === null);
    const width = await app.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(width).toBe(0);
    expect(await cutOff()).toEqual([]);
  });

  test('a table that is cut would be found', async () => {
    await app.open('Activity');
    await app.page.getByRole('table').first().waitFor();
    await app.page.addStyleTag({ content: 'main, main * { overflow-x: hidden !important } main table { width: 1400px !important }' });
    expect(await cutOff()).toContainEqual(expect.stringMatching(/^TABLE/));
    await app.page.reload();
  });

  test('nothing moves for those who want no motion', async () => {
    await app.open('Overview');
    await app.page.keyboard.press('Control+k');
    await app.page.getByRole('dialog').waitFor();
    const moving = await app.page.evaluate(() =>
      document.getAnimations().map((animation) => [animation.effect?.getComputedTiming().duration, animation.playState]),
    );
    expect(moving.filter(([duration, state]) => state === 'running' && Number(duration) > 1)).toEqual([]);
    await app.page.keyboard.press('Escape');
  });
});
