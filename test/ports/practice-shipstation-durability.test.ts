import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { openShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { ANCHOR_NOON, ANCHOR_ON, present, serveShop } from '../helpers/practice-shop.ts';
import { PROJECT } from '../helpers/project.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

/** A process of its own that serves the shop, says its address, and buys a label for each order id that it reads. */
const SERVING = `
import { createInterface } from 'node:readline';
import { startShipStation } from ${JSON.stringify(join(PROJECT, 'electron/practice/shipstation/practice-shipstation.ts'))};
const now = () => Date.parse(${JSON.stringify(ANCHOR_NOON)});
const shop = await startShipStation({ directory: process.argv[1], now, anchorOn: ${JSON.stringify(ANCHOR_ON)}, regime: 'us-automated' });
console.log(shop.url);
for await (const line of createInterface({ input: process.stdin })) {
  console.log(shop.control.buyLabel(Number(line)).ok ? 'bought' : 'refused');
}
`;

async function nextLine(lines: Interface): Promise<string> {
  const [line]: unknown[] = await once(lines, 'line');
  return String(line);
}

async function endNow(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

it('loses nothing that it said when its process is killed, and goes on where it was', async () => {
  using directory = makeTempDirectory('killed-shop');
  const waiting = seededOrderId('waiting-3');
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', SERVING, directory.path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const url = await nextLine(lines);
  const refused = await fetch(`${url}/stores`, { headers: { authorization: 'Basic b3RoZXI6a2V5' } });
  expect(refused.headers.get('x-rate-limit-remaining')).toBe('39');
  child.stdin.write(`${waiting}\n`);
  expect(await nextLine(lines)).toBe('bought');
  await endNow(child);

  await using later = await serveShop({ directory: directory.path });
  expect(present(later.shipstation.control.order(waiting), 'order').status).toBe('shipped');
  expect((await later.get(`/shipments?orderId=${waiting}`)).body.total).toBe(1);
  const again = await later.get('/stores', 'Basic b3RoZXI6a2V5');
  expect(again.headers.get('x-rate-limit-remaining')).toBe('38');
});

it('refuses a file from another version', () => {
  using directory = makeTempDirectory('other-version');
  const open = () =>
    openShipStation({ directory: directory.path, now: () => Date.parse(ANCHOR_NOON), anchorOn: ANCHOR_ON, regime: 'us-automated' });
  const first = open();
  expect(first.control.orders()).toHaveLength(150);
  first.close();
  const database = new Database(join(directory.path, 'shipstation.db'));
  database.pragma('user_version = 7');
  database.close();
  expect(open).toThrow('version 7');
});
