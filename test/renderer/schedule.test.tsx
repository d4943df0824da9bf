import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { App } from '../../renderer/src/app/app.tsx';
import { daysText } from '../../renderer/src/features/settings/schedule-draft.ts';
import { scheduleAnswer } from './fake-answers.ts';
import { createFakeClient, type FakeClient } from './fake-client.ts';

afterEach(cleanup);

function open(screenPath: string, client = createFakeClient({ orders: 5 })): FakeClient {
  render(<App client={client} history={createMemoryHistory({ initialEntries: [`/c/practice/${screenPath}`] })} />);
  return client;
}

const topBar = (): Promise<HTMLElement> => screen.findByRole('region', { name: 'Search and pulls' });

test('the schedule is read back as a sentence, and saved as it reads', async () => {
  const client = open('settings?tab=schedule');
  const form = await screen.findByRole('form', { name: 'Schedule' });
  await within(form).findByText('Pulled every 15 minutes, at any hour.');
  expect(within(form).getByRole('button', { name: 'Save the schedule' })).toHaveProperty('disabled', true);
  fireEvent.click(within(form).getByRole('radio', { name: /within business hours only/ }));
  await within(form).findByText(/Pulled every 15 minutes, Monday to Friday, 8:00 AM to 6:00 PM, by the clock of America\/Los_Angeles/);
  fireEvent.click(within(form).getByRole('checkbox', { name: 'Saturday' }));
  fireEvent.click(within(form).getByRole('checkbox', { name: 'Tuesday' }));
  fireEvent.change(within(form).getByLabelText('To'), { target: { value: '02:00' } });
  fireEvent.change(within(form).getByLabelText('Pull every … minutes'), { target: { value: '30' } });
  await within(form).findByText(/every 30 minutes, Monday, Wednesday to Saturday, 8:00 AM to 2:00 AM of the next day/);
  fireEvent.click(within(form).getByRole('button', { name: 'Save the schedule' }));
  await waitFor(() => expect(client.callsOf('schedule.save')).toHaveLength(1));
  expect(client.callsOf('schedule.save')[0]?.input).toEqual({
    company: 'practice',
    schedule: {
      everyMinutes: 30,
      hours: { days: ['monday', 'wednesday', 'thursday', 'friday', 'saturday'], from: '08:00', to: '02:00' },
    },
  });
});

test('a schedule that can’t be is told at its field and not saved', async () => {
  const client = open('settings?tab=schedule');
  const form = await screen.findByRole('form', { name: 'Schedule' });
  fireEvent.change(await within(form).findByLabelText('Pull every … minutes'), { target: { value: '1' } });
  await within(form).findByText('A whole number from 2 to 1440.');
  fireEvent.submit(form);
  expect(client.callsOf('schedule.save')).toEqual([]);
  fireEvent.click(within(form).getByRole('button', { name: 'Discard the changes' }));
  fireEvent.click(within(form).getByRole('radio', { name: /within business hours only/ }));
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    fireEvent.click(within(form).getByRole('checkbox', { name: day }));
  }
  await within(form).findByText('Choose one day at least.');
  expect(within(form).getByRole('button', { name: 'Save the schedule' })).toHaveProperty('disabled', true);
});

test('days in a row are a range', () => {
  expect(daysText(['monday', 'tuesday'])).toBe('Monday, Tuesday');
  expect(daysText(['sunday', 'monday', 'tuesday', 'wednesday', 'friday'])).toBe('Monday to Wednesday, Friday, Sunday');
});

test.each([
  [{ state: 'outside-hours', nextAt: '2026-11-23T16:00:00.000Z' }, /outside business hours/],
  [{ state: 'waiting-for-network', nextAt: '2026-11-23T16:00:00.000Z' }, /sooner if ShipStation can be reached again/],
  [{ state: 'needs-person', nextAt: null, service: 'source' }, /once ShipStation is connected again/],
  [{ state: 'needs-person', nextAt: null, service: 'books' }, /once QuickBooks is connected again/],
  [{ state: 'not-connected', nextAt: null, service: 'source' }, /once ShipStation is connected/],
  [{ state: 'running', nextAt: null }, /after this run/],
  [{ state: 'closed', nextAt: null }, /can’t be opened/],
] as const)('the top bar says why no pull is near: %j', async (standing, words) => {
  const client = createFakeClient({ orders: 5 });
  client.answer('schedule.show', () => ({ ...scheduleAnswer(), ...standing }));
  open('overview', client);
  expect(await within(await topBar()).findByText(words)).toBeTruthy();
});

test('pulls are paused from the top bar for a while, and resumed there', async () => {
  const client = open('overview');
  const bar = await topBar();
  fireEvent.click(await within(bar).findByRole('button', { name: 'Pause background pulls' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'For an hour' }));
  await waitFor(() => expect(client.callsOf('schedule.pause')).toHaveLength(1));
  const until = String(client.callsOf('schedule.pause')[0]?.input['until']);
  expect(Math.abs(Date.parse(until) - Date.now() - 3_600_000)).toBeLessThan(60_000);

  client.answer('schedule.show', () => ({
    ...scheduleAnswer(),
    state: 'paused',
    nextAt: null,
    pause: { until: null, at: '2026-11-22T18:00:00.000Z', actor: 'person' },
  }));
  client.emit({ kind: 'changed', company: 'practice', topics: ['runs'] });
  fireEvent.click(await within(bar).findByRole('button', { name: 'Resume' }));
  await waitFor(() => expect(client.callsOf('schedule.resume')).toHaveLength(1));
  expect(within(bar).getByText(/paused/)).toBeTruthy();
});

test('a host that pulls nothing by itself offers no pause', async () => {
  const client = createFakeClient({ orders: 5 });
  client.answer('schedule.show', () => ({ ...scheduleAnswer(), state: 'off', nextAt: null }));
  open('overview', client);
  await within(await topBar()).findByText(/not scheduled here/);
  expect(within(await topBar()).queryByRole('button', { name: 'Pause background pulls' })).toBeNull();
});
