import { FIRST_TABLES } from './0001-first-tables.ts';
import { SOURCE_FIGURES } from './0002-source-figures.ts';
import { COMPLETENESS } from './0003-completeness.ts';
import { RELAY } from './0004-relay.ts';
import { METERED_BOOKS } from './0005-metered-books.ts';
import { ORDER_SEARCH } from './0006-order-search.ts';
import { POSTED_DOCUMENTS } from './0007-posted-documents.ts';
import { MAPPING_HISTORY } from './0008-mapping-history.ts';
import { FIGURES } from './0009-figures.ts';
import { REVIEW_MARKS } from './0010-review-marks.ts';

/** One step of the database's shape. `sql` runs inside the transaction of all pending steps. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Rising without gaps; a released step is never edited. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'first-tables', sql: FIRST_TABLES },
  { version: 2, name: 'source-figures', sql: SOURCE_FIGURES },
  { version: 3, name: 'completeness', sql: COMPLETENESS },
  { version: 4, name: 'relay', sql: RELAY },
  { version: 5, name: 'metered-books', sql: METERED_BOOKS },
  { version: 6, name: 'order-search', sql: ORDER_SEARCH },
  { version: 7, name: 'posted-documents', sql: POSTED_DOCUMENTS },
  { version: 8, name: 'mapping-history', sql: MAPPING_HISTORY },
  { version: 9, name: 'figures', sql: FIGURES },
  { version: 10, name: 'review-marks', sql: REVIEW_MARKS },
];
