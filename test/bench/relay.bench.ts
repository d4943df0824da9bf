import type { LoadPlan, LoadReport } from '../relay/load-run.ts';
import { loadCopies, loadEmbedded } from '../relay/load-run.ts';
import type { BenchRow } from './bench-row.ts';

/** `PURSER_BENCH_SECONDS=10 node scripts/bench.ts relay` for a quicker look. */
const PLAN: LoadPlan = { perSecond: 1_000, seconds: Number(process.env['PURSER_BENCH_SECONDS'] ?? 60) };

/** A thousand events a second, killed half way: what is lost, what comes twice, and how long ShipStation waits for its answer. */
export async function bench(): Promise<readonly BenchRow[]> {
  const embedded = await loadEmbedded(PLAN);
  const copies = await loadCopies(PLAN);
  return [...rowsOf('embedded store, killed and restarted', embedded), ...rowsOf('two copies on NATS, one killed', copies)];
}

function rowsOf(where: string, report: LoadReport): readonly BenchRow[] {
  const row = (what: string, figure: number, unit: string, budget: number | null): BenchRow => ({
    what: `Relay, ${where}: ${what}`,
    figure,
    unit,
    budget,
    better: 'less',
  });
  return [
    row('events that never arrived', report.missing, `of ${report.sent}`, 0),
    row('events that arrived under two ids', report.twice, `of ${report.sent}`, 0),
    row('events out of order', report.outOfOrder, `of ${report.sent}`, 0),
    row('answer to a delivery, half of them within', report.p50Ms, 'ms', null),
    row('answer to a delivery, 99 of 100 within', report.p99Ms, 'ms', 100),
    row('slowest answer', report.worstMs, 'ms', null),
    row('deliveries that failed while it was dead, and were sent again', report.again, 'attempts', null),
    row('time for all deliveries, as a multiple of what the pace allows', report.tookMs / (PLAN.seconds * 1000), '×', 1.1),
  ];
}
