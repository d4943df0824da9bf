import { appendFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { openHostOf } from '../../electron/hosts/headless/command-context.ts';
import { openHost } from '../../electron/hosts/headless/headless-host.ts';
import { supportLine } from '../../electron/core/use-cases/support-log.ts';
import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { jsonOf, purserJson, runPurser } from '../helpers/purser-process.ts';

/** Planted into the log where nothing but Purser's own words belongs. */
const PLANTED = [
  'zenobia',
  'Zenobia Quill',
  'zenobia@quill.example',
  '14 Heron Row',
  '+1 555 0142',
  'sk-live-9f8e7d6c5b4a',
  'PO-77123',
] as const;

/** Lines as a careless part of Purser might write them. */
function plant(data: PracticeData): void {
  mkdirSync(join(data.path, 'logs'), { recursive: true });
  const [word, name, email, street, phone, secret, number] = PLANTED;
  const at = '2026-11-22T10:00:00.000Z';
  const lines = [
    { at, level: 'warning', event: 'planted-fault', code: 'books/unreachable', message: `${name} of ${street}`, email, count: 3 },
    {
      at,
      level: 'failure',
      event: 'planted-bug',
      stack: `TypeError: ${name} ${email}\n    at plan (/home/${secret}/electron/core/plan.ts:12:3)`,
    },
    { at, level: 'notice', event: `told ${phone}`, kind: 'sync' },
    {
      at,
      level: 'notice',
      event: 'planted-words',
      kind: secret,
      reason: word,
      name: word,
      orderNumber: number,
      orderId: 771_234_567,
      note: phone,
    },
    { at, level: 'notice', event: 'planted-numbers', phone: 15_550_142_000, realm: 9_341_450_777, total: 129.95, took: 4 },
  ];
  appendFileSync(join(data.path, 'logs', 'purser.log'), `${lines.map((line) => JSON.stringify(line)).join('\n')}\nhalf a line {"at":`);
}

/** Every text of an order, its document and its buyer that says more than a word of Purser's own. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return value.length >= 5 && /[\s@\d]/.test(value) && !/^\d{4}-\d{2}-\d{2}/.test(value) ? [value] : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

async function everythingPersonal(data: PracticeData): Promise<ReadonlySet<string>> {
  const host = await openHost({ dataDirectory: data.path, mode: 'read', version: '0', io: { variables: {} } });
  const open = openHostOf(host, undefined);
  try {
    const { orders } = await open.call('order.list', { company: 'practice', limit: 150 });
    const found = new Set<string>();
    for (const { orderId } of orders) {
      const { order, row, plan } = await open.call('order.show', { company: 'practice', order: orderId });
      textsOf([order, row.buyer, row.customerName, row.orderNumber, plan?.documentNumber]).forEach((text) => found.add(text));
    }
    return found;
  } finally {
    await host.close();
  }
}

test('a support bundle tells what went wrong, and holds nothing of anybody’s business', async () => {
  using data = await practiceData('approved');
  await purserJson(data.path, ['post', '--limit', '5']);
  await runPurser(data.path, ['practice', 'do', 'books-refuse', '--times', '1']);
  await runPurser(data.path, ['post', '--limit', '5']);
  plant(data);
  const file = join(data.path, 'for-support.json');
  const written = await purserJson<{ sections: readonly string[] }>(data.path, ['support-bundle', file]);
  expect(written.sections).toEqual(['purser', 'self-check', 'company', 'rules', 'counts', 'runs', 'log']);
  expect(statSync(file).mode & 0o077).toBe(0);

  const text = readFileSync(file, 'utf8');
  const bundle = JSON.parse(text) as Record<string, unknown> & { readonly log: readonly { readonly event: string }[] };
  expect(bundle['counts']).toMatchObject({
    failuresBy: expect.objectContaining({}),
    ordersByState: expect.objectContaining({ failed: 1 }),
  });
  expect(bundle['runs']).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'post', by: 'person' })]));
  expect(bundle.log).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ event: 'planted-fault', code: 'books/unreachable', count: 3 }),
      expect.objectContaining({ event: 'planted-bug', stack: ['TypeError', 'electron/core/plan.ts:12:3'] }),
    ]),
  );

  const personal = await everythingPersonal(data);
  expect(personal.size).toBeGreaterThan(300);
  for (const value of [...personal, ...PLANTED, '771234567', '15550142000', '9341450777', '129.95', data.path, 'Harbor & Pine']) {
    // A bare number may be a part of a moment or a count; as a text of its own it may not.
    const held = /^[\d.]+$/.test(value) ? JSON.stringify(value) : value;
    expect(text.includes(held), `${held} stands in the bundle`).toBe(false);
  }
});

test('a file that can’t be written is told, and a company that is not there', async () => {
  using data = await practiceData('made');
  const refused = await runPurser(data.path, ['support-bundle', join(data.path, 'no', 'such', 'folder.json')]);
  expect([refused.code, refused.stderr.includes('can’t be written')]).toEqual([2, true]);
  const there = join(data.path, 'there.json');
  writeFileSync(there, 'somebody’s letter');
  expect((await runPurser(data.path, ['support-bundle', there])).code).toBe(2);
  expect(readFileSync(there, 'utf8')).toBe('somebody’s letter');
  const unknown = await runPurser(data.path, ['support-bundle', join(data.path, 'x.json'), '--company', 'nobody']);
  expect([unknown.code, jsonOf<{ error: { code: string } }>(unknown).error.code]).toEqual([2, 'company/unknown']);
});

test('what is no line of Purser’s log is left out', () => {
  expect(supportLine('not json')).toBeNull();
  expect(supportLine('{"at":"yesterday","level":"notice","event":"synced"}')).toBeNull();
  expect(supportLine('{"at":"2026-11-22T10:00:00.000Z","level":"notice","event":"a sentence of somebody"}')).toBeNull();
  expect(supportLine('{"at":"2026-11-22T10:00:00.000Z","level":"notice","event":"synced","pulled":4,"who":"Ann"}')).toEqual({
    at: '2026-11-22T10:00:00.000Z',
    level: 'notice',
    event: 'synced',
    pulled: 4,
  });
});
