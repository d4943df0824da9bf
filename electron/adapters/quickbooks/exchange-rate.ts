import { z } from 'zod';

import type { PortFault } from '../../core/ports/faults.ts';
import { type Decimal, signOf } from '../../../shared/domain/money/decimal.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { BusinessDate } from '../../../shared/domain/time/instants.ts';
import { portFault } from '../http/port-fault.ts';
import { amount, text } from './raw-fields.ts';
import type { BooksReader } from './reader.ts';

const rawRate = z.object({ SourceCurrencyCode: text, TargetCurrencyCode: text, Rate: amount });

export interface RateQuestion {
  readonly currency: string;
  readonly home: string;
  readonly on: BusinessDate;
}

/**
 * Home units for one unit of the currency (Intuit, entity ExchangeRate: TargetCurrencyCode is the home currency). Null where the
 * books have none: a refusal of the question itself, or an answer without a rate above zero. Never another currency's.
 */
export async function fetchExchangeRate(
  reader: BooksReader,
  { currency, home, on }: RateQuestion,
  signal: AbortSignal | undefined,
): Promise<Result<Decimal | null, PortFault>> {
  const answer = await reader.get('/exchangerate', { sourcecurrencycode: currency, asofdate: on }, signal);
  if (!answer.ok) {
    return isUnknownCurrency(answer.fault) ? ok(null) : answer;
  }
  const read = rawRate.safeParse(answer.value.body['ExchangeRate']);
  if (!read.success) {
    return ok(null);
  }
  const { SourceCurrencyCode: source, TargetCurrencyCode: target, Rate: rate } = read.data;
  if (source !== currency || (target !== null && target !== home)) {
    return fail(
      portFault({
        code: 'books/bad-answer',
        class: 'source',
        message: `QuickBooks was asked for the exchange rate of ${currency} and answered about another currency. Look for an update of Purser if this stays.`,
      }),
    );
  }
  return ok(rate !== null && signOf(rate) > 0 ? rate : null);
}

/** The question was read and turned away (610, 2500): another try would get the same. */
function isUnknownCurrency({ class: kind, httpStatus }: PortFault): boolean {
  return (kind === 'rejected' || kind === 'mapping') && (httpStatus === 400 || httpStatus === 404);
}
