import { REFERENCE_KINDS } from '../../shared/domain/books/reference.ts';
import type { BooksReference } from '../../shared/domain/books/reference.ts';
import type { OrderFamily } from '../../shared/domain/orders/order.ts';
import { planFamily } from '../../shared/domain/planning/plan-family.ts';
import { booksReference } from '../helpers/domain-builders.ts';
import type { BenchRow } from './bench-row.ts';
import { ANCHOR_ON, type BenchCompany, startBenchCompany, unwrap } from './bench-company.ts';
import { cpuSecondsOf } from './loop-probe.ts';

const ORDERS = 2_000;
const ROUNDS = 8;
const ALL = 1_000_000;
/** architecture.md, Budgets. */
const PER_SECOND = 20_000;

/** How fast orders become plans: the busy shop's and the practice shop's own, read from the store, on one core. */
export async function bench(): Promise<readonly BenchRow[]> {
  await using company = await startBenchCompany(ORDERS);
  unwrap(await company.engine.refreshBooks({ full: true }, company.run()));
  unwrap(await company.engine.refreshSource(company.run()));
  unwrap(await company.engine.pull({ full: false, since: null }, company.run()));
  const families = company.store.orders.allFamilyRoots(0, ALL).flatMap((root) => company.store.orders.family(root) ?? []);
  const stored = company.store.mirror.reference();
  if (stored === null) {
    throw new Error('The books were not mirrored');
  }
  const records = REFERENCE_KINDS.flatMap((kind) => company.store.mirror.search(kind, '', ALL));
  const inMemory = booksReference({ company: stored.company, records, isBare: true });
  const ready = families.flatMap((family) => planOf(company, family, inMemory, false)).filter(({ outcome }) => outcome === 'ready').length;
  const fastest = ordersPerSecond(families, (family) => planOf(company, family, inMemory, false));
  const fromStore = ordersPerSecond(families, (family) => planOf(company, family, stored, true));
  return [
    {
      what: 'Orders planned a second of one core',
      figure: fastest,
      unit: `orders/s, ${ready} of ${families.length} ready`,
      budget: PER_SECOND,
      better: 'more',
    },
    { what: '… as a multiple of the budget', figure: fastest / PER_SECOND, unit: '×', budget: 1, better: 'more' },
    {
      what: '… with the mirror and the decisions in the encrypted database',
      figure: fromStore,
      unit: 'orders/s',
      budget: null,
      better: 'more',
    },
  ];
}

function planOf({ store }: BenchCompany, family: OrderFamily, books: BooksReference, isStored: boolean): ReturnType<typeof planFamily> {
  const memberIds = family.members.map(({ order }) => order.orderId);
  return planFamily({
    family,
    config: store.config.current(),
    books,
    decisions: isStored ? store.plans.decisionsOf(memberIds) : [],
    today: ANCHOR_ON,
    numberIsUnique: (number) => !isStored || store.orders.countByNumber(number) <= 1,
    emailIsShared: (key) => isStored && store.orders.namesOfEmail(key) > 1,
    emailOfEarlierNamesake: (name, orderId) =>
      isStored ? store.orders.emailOfEarlierNamesake(name, orderId, Object.keys(store.config.current().stores).map(Number)) : null,
    storeName: () => null,
    posted: () => null,
  });
}

/** The best of some rounds: what the work takes when nobody else uses the caches. */
function ordersPerSecond(families: readonly OrderFamily[], plan: (family: OrderFamily) => unknown): number {
  const orders = families.reduce((sum, { members }) => sum + members.length, 0);
  const seconds = Array.from({ length: ROUNDS }, () => cpuSecondsOf(() => families.forEach((family) => void plan(family))));
  return orders / Math.min(...seconds);
}
