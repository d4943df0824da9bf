import { createCompanyStores } from '../../electron/adapters/sqlite/company-stores.ts';
import { openDataDirectory } from '../../electron/adapters/sqlite/data-directory.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import type { BenchRow } from './bench-row.ts';
import { unwrap } from './bench-company.ts';
import { cpuSecondsOf, watchLoop } from './loop-probe.ts';

const ENTRIES = 100_000;
const IN_ONE_TRANSACTION = 1_000;
const NOW_MS = Date.UTC(2026, 2, 10, 16);
/** About what a posted invoice leaves: its body as it was sent. */
const DETAILS = {
  requestId: '0b7e2c1a-55aa-4c1e-9a51-0d5d3f0a9f11',
  body: {
    DocNumber: '10457',
    Line: Array.from({ length: 4 }, (_, line) => ({ Amount: 14 + line, Description: 'Stoneware Mug', DetailType: 'SalesItemLineDetail' })),
  },
};

/** The chain of a year's audit: appended, and checked entry by entry. */
export async function bench(): Promise<readonly BenchRow[]> {
  using directory = makeTempDirectory('bench-audit');
  const data = unwrap(openDataDirectory(directory.path));
  const at = instantOf(NOW_MS);
  const lock = unwrap(data.acquireLock({ pid: process.pid, host: 'headless', since: at }));
  const stores = createCompanyStores({ directory: data, lock, clock: { now: () => NOW_MS } });
  const store = unwrap(
    stores.open(
      { slug: 'audit', name: 'Audit', practice: false, createdAt: at },
      { databaseKey: stores.newDatabaseKey(), auditKey: stores.newAuditKey() },
    ),
  );
  const appendSeconds = cpuSecondsOf(() => {
    for (let start = 0; start < ENTRIES; start += IN_ONE_TRANSACTION) {
      store.transaction(() => {
        for (let n = start; n < start + IN_ONE_TRANSACTION; n += 1) {
          store.audit.append({
            at,
            actor: 'person',
            kind: 'posting-sent',
            summary: `Invoice ${n} was sent.`,
            details: DETAILS,
            orderId: n,
            runId: 'run-1',
          });
        }
      });
    }
  });
  const loop = watchLoop();
  const startedAt = performance.now();
  const verdict = await store.audit.verifyInChunks();
  const seconds = (performance.now() - startedAt) / 1000;
  const { longestCpuMs } = loop.stop();
  store.close();
  lock.release();
  return [
    {
      what: `Entries of ${ENTRIES} that the check of the audit walks and finds whole`,
      figure: verdict.firstBroken === null ? verdict.entries : 0,
      unit: 'entries',
      budget: ENTRIES,
      better: 'more',
    },
    { what: '… how long it takes', figure: seconds, unit: 's', budget: null, better: 'less' },
    {
      what: 'Longest step of the main loop while the audit is checked, processor time',
      figure: longestCpuMs,
      unit: 'ms',
      budget: 50,
      better: 'less',
    },
    {
      what: 'Audit entries appended a second of one core',
      figure: ENTRIES / appendSeconds,
      unit: 'entries/s',
      budget: null,
      better: 'more',
    },
  ];
}
