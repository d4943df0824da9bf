import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';

import { guideTasks, searchTasks, taskId } from '../../renderer/src/lib/guide/guide-tasks.ts';
import { ROOT } from '../../scripts/build-stamp.mjs';
import { COMPANY } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

afterEach(cleanup);

const GUIDE_SCREEN = `/c/${COMPANY}/help`;
const guide = readFileSync(join(ROOT, 'docs', 'guide.md'), 'utf8');
const tasks = guideTasks(guide);

describe('the text of the guide', () => {
  test('has a place of its own for each task', () => {
    expect(tasks.length).toBeGreaterThan(15);
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length);
    expect(tasks.filter(({ text }) => text === '')).toEqual([]);
  });

  test('names only tasks and pictures that there are', () => {
    const links = [...guide.matchAll(/(?<!!)\[[^\]]*\]\(([^)]+)\)/g)].map(([, to]) => to ?? '');
    expect(links.filter((to) => !tasks.some(({ id }) => to === `#${id}`))).toEqual([]);
    const pictures = [...guide.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, to]) => to ?? '');
    expect(pictures.length).toBeGreaterThan(5);
    expect(pictures.filter((to) => !existsSync(join(ROOT, 'docs', to)))).toEqual([]);
  });

  test('gives a heading the same address as GitHub does', () => {
    expect(taskId('Sales tax, and tax that the marketplace remits')).toBe('sales-tax-and-tax-that-the-marketplace-remits');
    expect(taskId('Orders in minutes: the relay')).toBe('orders-in-minutes-the-relay');
  });

  test('is found by words of any case and accent, those in the title first', () => {
    const found = searchTasks(guideTasks('## Anular\nUn crédito.\n\n## Crédito\nHoy.\n\n## Otro\nNada.'), 'CREDITO');
    expect(found.map(({ title }) => title)).toEqual(['Crédito', 'Anular']);
    expect(searchTasks(tasks, '  ')).toEqual(tasks);
  });
});

describe('the guide in the app', () => {
  test('opens a task from the list, and goes on to the next', async () => {
    const { address } = showApp(GUIDE_SCREEN);
    const list = await screen.findByRole('navigation', { name: 'Tasks' });
    fireEvent.click(within(list).getByRole('link', { name: 'Clear the day' }));
    expect(await screen.findByRole('article', { name: 'Clear the day' })).toBeTruthy();
    expect(address()).toContain('task=clear-the-day');
    expect(within(list).getByRole('link', { name: 'Clear the day' }).getAttribute('aria-current')).toBe('page');
    fireEvent.click(screen.getByRole('button', { name: /^Next: Map products/ }));
    expect(await screen.findByRole('article', { name: /^Map products/ })).toBeTruthy();
  });

  test('narrows the tasks by a search, and says when none is left', async () => {
    showApp(GUIDE_SCREEN);
    const field = await screen.findByRole('searchbox', { name: 'Search the guide' });
    fireEvent.change(field, { target: { value: 'marketplace remits' } });
    expect(await screen.findByRole('article', { name: /^Sales tax/ })).toBeTruthy();
    fireEvent.change(field, { target: { value: 'xyzzy' } });
    expect(await screen.findByText('No task has these words')).toBeTruthy();
  });

  test('follows a link from one task to another', async () => {
    showApp(`${GUIDE_SCREEN}?task=connect-a-client`);
    const article = await screen.findByRole('article', { name: 'Connect a client' });
    fireEvent.click(within(article).getByRole('link', { name: 'Rehearse before the first posting' }));
    expect(await screen.findByRole('article', { name: 'Rehearse before the first posting' })).toBeTruthy();
  });
});
