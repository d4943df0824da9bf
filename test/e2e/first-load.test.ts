import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

import { practiceData } from '../helpers/practice-data.ts';
import { openServedApp } from './served-app.ts';

/** What the first screen may weigh, as it would travel: 350 KB. */
const MOST_BYTES = 350 * 1024;

test('the first load weighs less than 350 KB compressed, and brings no screen that was not asked for', async () => {
  const data = await practiceData('made');
  try {
    await using app = await openServedApp(data.path);
    const { page } = app;
    await app.open('Overview');
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    const sizes = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      if (/\/assets\/.+\.(?:js|css)$/.test(response.url())) {
        sizes.set(
          response.url(),
          response.body().then((body) => gzipSync(body).length),
        );
      }
    });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.waitForLoadState('networkidle');
    const files = [...sizes.keys()].map((url) => new URL(url).pathname);
    const total = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
    process.stdout.write(`first load: ${Math.round(total / 1024)} KB gzip in ${sizes.size} files\n`);
    expect(total).toBeGreaterThan(50 * 1024);
    expect(total).toBeLessThan(MOST_BYTES);
    expect(files.filter((file) => /mapping|reconcile|settings|guide|catalogue/i.test(file))).toEqual([]);
  } finally {
    data.remove();
  }
});
