import type { PortFault } from '../../core/ports/faults.ts';
import { ok, type Result } from '../../../shared/domain/result.ts';
import { isRecord } from '../http/json-text.ts';
import type { RawRow } from './reader.ts';

/** The currency of documents that do not name theirs. */
export interface HomeCurrency {
  /** Null until the company was read. */
  readonly known: string | null;
  remember(currency: string): void;
  /** For these documents: read from the company only where one of them leaves its currency out, because reads are metered. */
  forRows(rows: readonly RawRow[], signal: AbortSignal | undefined): Promise<Result<string, PortFault>>;
}

export function createHomeCurrency(
  first: string | null,
  readCompany: (signal: AbortSignal | undefined) => Promise<Result<{ readonly homeCurrency: string }, PortFault>>,
): HomeCurrency {
  let known = first;
  return {
    get known() {
      return known;
    },
    remember(currency) {
      known = currency;
    },
    async forRows(rows, signal) {
      if (known !== null || rows.every((row) => isRecord(row['CurrencyRef']))) {
        return ok(known ?? '');
      }
      const company = await readCompany(signal);
      return company.ok ? ok(company.value.homeCurrency) : company;
    },
  };
}
