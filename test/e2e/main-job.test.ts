import { expect, test } from 'vitest';

import { expectedDocuments, expectPostedOnce } from '../helpers/posted-once.ts';
import { openPracticeData } from '../helpers/practice-data.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { openServedApp, PATIENCE } from './served-app.ts';

test('a newcomer opens the printed address, reviews, approves, posts, and the books hold exactly those documents, once each', async () => {
  using directory = makeTempDirectory('newcomer');
  await using app = await openServedApp(directory.path);
  const { page } = app;
  const data = openPracticeData(directory.path);
  const before = data.inBooks((books) => books.documents());

  await app.open('Review');
  const approveAll = page.getByRole('button', { name: /^Approve all ready \([1-9]\d*\)$/ });
  await approveAll.waitFor();
  await app.idle();
  const ready = Number(/\d+/.exec((await approveAll.textContent()) ?? '')?.[0]);

  // One order beside the document that it becomes, which ties out.
  await page.getByRole('row').filter({ hasText: 'Ready' }).first().click();
  await expect.poll(() => page.getByText('What QuickBooks will get').count(), PATIENCE).toBeGreaterThan(0);
  await page.getByText('Ties out to the cent').first().waitFor();
  await page.keyboard.press('Escape');

  await approveAll.click();
  const effect = page.getByRole('dialog', { name: 'Approve these orders' });
  await effect.getByRole('table', { name: 'By account' }).getByText('Sales of Product Income').waitFor();
  await effect.getByRole('button', { name: /^Approve [1-9]\d*$/ }).click();
  await effect.waitFor({ state: 'detached' });

  const post = page.getByRole('button', { name: /^Post [1-9]\d* approved$/ });
  await post.waitFor();
  const expected = await expectedDocuments(directory.path);
  expect(expected.length).toBeGreaterThan(90);
  expect(ready).toBeGreaterThanOrEqual(expected.length);
  expect(data.inBooks((books) => books.documents())).toEqual(before);

  await post.click();
  const confirm = page.getByRole('dialog', { name: 'Post to QuickBooks' });
  await confirm.getByRole('button', { name: /^Post [1-9]\d*$/ }).click();
  const done = page.getByRole('dialog', { name: 'Result of posting' });
  await done.getByText(/^Posted: [1-9]\d*$/).waitFor();
  expect(await done.getByText(/^Refused|^Uncertain/).count()).toBe(0);
  await done.getByRole('button', { name: 'Close' }).last().click();

  await page.getByText(/^Posted [1-9]\d*$/).click();
  await page.getByRole('grid', { name: 'Orders' }).getByRole('row').filter({ hasText: 'Posted' }).first().waitFor();

  await expectPostedOnce({ dataDirectory: directory.path }, { before, after: data.inBooks((books) => books.documents()), expected });
  expect(app.complaints).toEqual([]);
});
