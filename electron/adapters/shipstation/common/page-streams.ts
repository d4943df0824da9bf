import type { SourcePage, SourcePages } from '../../../core/ports/order-source.ts';
import type { PortFault } from '../../../core/ports/faults.ts';
import { ok, type Result } from '../../../../shared/domain/result.ts';

/** The same pages with only the records that are wanted. */
export async function* onlyWanted<T>(
  pages: SourcePages<T>,
  isWanted: (record: T) => boolean,
): AsyncGenerator<Result<SourcePage<T>, PortFault>> {
  for await (const page of pages) {
    yield page.ok ? ok({ ...page.value, records: page.value.records.filter(isWanted) }) : page;
  }
}

/**
 * Everything as one page in order, once all of it is read: for a list whose own order is not known. A fault comes instead of
 * it: what was read before is not handed on, because it is no beginning of anything.
 */
export async function* inOrder<T>(
  pages: SourcePages<T>,
  compare: (a: T, b: T) => number,
): AsyncGenerator<Result<SourcePage<T>, PortFault>> {
  const all: SourcePage<T>[] = [];
  for await (const page of pages) {
    if (!page.ok) {
      yield page;
      return;
    }
    all.push(page.value);
  }
  const records = all.flatMap((page) => page.records).toSorted(compare);
  yield ok({ records, parked: all.flatMap((page) => page.parked), page: 1, pages: 1, total: records.length });
}
