import { meterMonthOf, MONTHLY_READ_LIMIT, type ReadLevel, readLevel } from '../../../shared/domain/books/metering.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import type { UseCaseParts } from './parts.ts';

/** Requests to the books in the current month. */
export interface BooksUsageView {
  readonly month: string;
  readonly reads: number;
  readonly writes: number;
  /** Reads of all companies that the same keys connect: the limit is theirs together. */
  readonly readsOfKeys: number;
  readonly readLimit: number;
  readonly level: ReadLevel;
}

/** Sandbox companies are not metered: their level is always fine. A company that can't be opened is not counted. */
export async function booksUsage(parts: UseCaseParts, session: CompanySession): Promise<BooksUsageView> {
  const month = meterMonthOf(instantOf(parts.ports.clock.now()));
  const own = session.store.meter.of(month);
  const readsOfKeys = own.reads + (await readsOfOthers(parts, session, month));
  const isMetered = session.store.config.connection('books').environment === 'production';
  return { ...own, readsOfKeys, readLimit: MONTHLY_READ_LIMIT, level: isMetered ? readLevel(readsOfKeys) : 'fine' };
}

async function readsOfOthers(parts: UseCaseParts, session: CompanySession, month: string): Promise<number> {
  const keys = await session.secrets.books();
  if (session.company.practice || !keys.ok || keys.value === null) {
    return 0;
  }
  let reads = 0;
  for (const { slug, practice } of parts.ports.registry.list()) {
    if (practice || slug === session.company.slug) {
      continue;
    }
    const other = await parts.sessions.open(slug);
    const otherKeys = other.ok ? await other.value.secrets.books() : null;
    if (other.ok && otherKeys?.ok === true && otherKeys.value?.clientId === keys.value.clientId) {
      reads += other.value.store.meter.of(month).reads;
    }
  }
  return reads;
}
