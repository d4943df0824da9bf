import { z } from 'zod';

import type { Decimal } from '../../../shared/domain/money/decimal.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { RateKey } from '../../core/ports/store/books-mirror-store.ts';
import type { Connection } from './connection.ts';
import { dateText, decimalText, instantText, jsonColumn } from './rows/values.ts';
import { readSingleValue, writeSingleValue } from './single-values.ts';

/** What the books answered about a currency on a day. `rate` null: none yet; `askedAt` null: not asked yet. */
export interface KeptRate {
  readonly rate: Decimal | null;
  readonly askedAt: Instant | null;
}

const keptRate = jsonColumn(z.object({ rate: decimalText.nullable(), askedAt: instantText.nullable() }));
const keptRow = z.object({ currency: z.string(), day: dateText, value: keptRate });

const PREFIX = 'books-rate ';
/** Names are "books-rate EUR 2026-06-22"; "!" is the character after the blank. */
const ALL_RATES = `
SELECT substr(name, 12, 3) AS currency, substr(name, 16) AS day, value FROM single_values WHERE name >= 'books-rate ' AND name < 'books-rate!'
ORDER BY name`;

const nameOf = ({ currency, on }: RateKey): string => `${PREFIX}${currency} ${on}`;

export function readExchangeRate(connection: Connection, key: RateKey): KeptRate | null {
  const stored = readSingleValue(connection, nameOf(key));
  return stored === null ? null : keptRate.parse(stored);
}

export function writeExchangeRate(connection: Connection, key: RateKey, kept: KeptRate): void {
  writeSingleValue(connection, nameOf(key), JSON.stringify(kept));
}

/** Rates that are missing and were not asked for since. */
export function wantedExchangeRates(connection: Connection, notAskedSince: Instant): readonly RateKey[] {
  return connection
    .all(ALL_RATES, [], keptRow)
    .filter(({ value: { rate, askedAt } }) => rate === null && (askedAt === null || askedAt < notAskedSince))
    .map(({ currency, day }) => ({ currency, on: day }));
}
