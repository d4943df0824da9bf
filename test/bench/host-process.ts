// The headless host on a company of 100,000 orders: asked what screens ask, then its memory as the operating system counts it.
import { openHost } from '../../electron/hosts/headless/headless-host.ts';

const [, , dataDirectory = '', company = ''] = process.argv;
const ROUNDS = 20;
const MB = 1024 * 1024;

const startedAt = performance.now();
const host = await openHost({ dataDirectory, mode: 'read', version: 'bench', io: { variables: {} } });
const ask = async (method: string, input: Readonly<Record<string, unknown>>): Promise<unknown> => {
  const answer = await host.core.dispatch({ method, input: { company, ...input } }, { actor: 'bench' });
  if (!answer.ok) {
    throw new Error(`${method}: ${answer.error.message}`);
  }
  return answer.value;
};
const list = (input: Readonly<Record<string, unknown>>): Promise<unknown> => ask('order.list', { filter: {}, sort: 'orderedOn', descending: true, limit: 100, cursor: null, ...input });

await ask('overview.show', {});
await list({});
const overviewMs = performance.now() - startedAt;
for (let round = 0; round < ROUNDS; round += 1) {
  for (const sort of ['orderedOn', 'shippedOn', 'orderNumber', 'total', 'buyer', 'state']) {
    await list({ sort, descending: round % 2 === 0 });
    await list({ sort, filter: { states: ['posted'], storeId: 300_101 } });
    await list({ sort, filter: { search: 'alma' } });
  }
  await ask('overview.show', {});
}
const residentMb = process.memoryUsage.rss() / MB;
const highestMb = process.resourceUsage().maxRSS / 1024;
await host.close();
process.stdout.write(JSON.stringify({ residentMb, highestMb, overviewMs }));
