import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { guideTasks, searchTasks, taskId } from '../../renderer/src/lib/guide/guide-tasks.ts';
import { ROOT } from '../../scripts/build-stamp.mjs';
import { COMPANY } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

afterEach(cleanup);

const GUIDE_SCREEN = `/c/${COMPANY}/help`;
const readGuide = (name: string): string => readFileSync(join(ROOT, 'docs', name), 'utf8');
const tasks = guideTasks(readGuide('guide.md'));
const GUIDES = [
  { language: 'English', guide: readGuide('guide.md') },
  { language: 'Spanish', guide: readGuide('guide.es.md') },
];
const picturesOf = (text: string): readonly string[] => [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, to]) => to ?? '');

describe.each(GUIDES)('the text of the guide in $language', ({ guide }) => {
  const own = guideTasks(guide);

  test('has a place of its own for each task', () => {
    expect(own.length).toBeGreaterThan(15);
    expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
    expect(own.filter(({ text }) => text === '')).toEqual([]);
  });

  test('names only tasks and pictures that there are', () => {
    const links = [...guide.matchAll(/(?<!!)\[[^\]]*\]\(([^)]+)\)/g)].map(([, to]) => to ?? '');
    expect(links.filter((to) => !own.some(({ id }) => to === `#${id}`))).toEqual([]);
    expect(picturesOf(guide).length).toBeGreaterThan(5);
    expect(picturesOf(guide).filter((to) => !existsSync(join(ROOT, 'docs', to)))).toEqual([]);
  });
});

describe('the text of the guide', () => {
  test('has in Spanish the same tasks, steps, points, rows and pictures as in English', () => {
    const shape = (guide: string): readonly unknown[] =>
      guideTasks(guide).map(({ id, text }) => ({
        id,
        steps: text.match(/^\d+\. /gm)?.length ?? 0,
        points: text.match(/^- /gm)?.length ?? 0,
        rows: text.match(/^\|/gm)?.length ?? 0,
        pictures: picturesOf(text),
      }));
    expect(shape(readGuide('guide.es.md'))).toEqual(shape(readGuide('guide.md')));
  });

  test('keeps the id of a task where its title is in another language', () => {
    expect(guideTasks('<a id="clear-the-day"></a>\n\n## Despachar el día\nUno.\n\n## Otro\nDos.')).toEqual([
      { id: 'clear-the-day', title: 'Despachar el día', text: 'Uno.' },
      { id: 'otro', title: 'Otro', text: 'Dos.' },
    ]);
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

describe('the guide in the app in Spanish', () => {
  let showSpanish: typeof showApp;

  beforeAll(async () => {
    // Screens take their texts when they are loaded, so they are loaded anew after the language was chosen.
    vi.resetModules();
    await (await import('../../renderer/src/lib/texts.ts')).speak('es');
    showSpanish = (await import('./render-app.tsx')).showApp;
  });

  test('opens a task by its English address, and shows it in Spanish', async () => {
    showSpanish(`${GUIDE_SCREEN}?task=connect-a-client`);
    const article = await screen.findByRole('article', { name: 'Conectar a un cliente' });
    fireEvent.click(within(article).getByRole('link', { name: 'Ensayar antes de la primera contabilización' }));
    expect(await screen.findByRole('article', { name: 'Ensayar antes de la primera contabilización' })).toBeTruthy();
    const list = screen.getByRole('navigation', { name: 'Tareas' });
    expect(within(list).queryByRole('link', { name: 'Clear the day' })).toBeNull();
  });

  test('finds words that are typed without accents', async () => {
    showSpanish(GUIDE_SCREEN);
    fireEvent.change(await screen.findByRole('searchbox', { name: 'Buscar en la guía' }), { target: { value: 'rele minutos' } });
    expect(await screen.findByRole('article', { name: 'Pedidos en minutos: el relé' })).toBeTruthy();
  });

  test('is found by the palette without accents too', async () => {
    const { address } = showSpanish(`/c/${COMPANY}/overview`);
    const button = await screen.findByRole('button', { name: 'Comandos y pedidos, Ctrl K' });
    fireEvent.keyDown(button, { key: 'k', ctrlKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Comandos y pedidos' });
    fireEvent.change(within(dialog).getByRole('combobox'), { target: { value: 'guia rele' } });
    fireEvent.click(await within(dialog).findByRole('option', { name: 'Guía: Pedidos en minutos: el relé' }));
    await waitFor(() => expect(address()).toContain('task=orders-in-minutes-the-relay'));
  });
});
