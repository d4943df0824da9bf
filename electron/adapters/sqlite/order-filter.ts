import type { OrderFilter } from '../../core/ports/store/plan-store.ts';
import type { SqlValue } from './connection.ts';
import type { FindingCodes } from './finding-codes.ts';
import { searchWords } from './list-keys.ts';
import { ORDER_STATE_RANKS } from './order-state-ranks.ts';

/** A filter as SQL over `order_list l`. Every condition but the search is answered by the columns that each sort's index holds. */
export interface FilterSql {
  readonly conditions: readonly string[];
  /** Over `order_words w`: every word must occur. Empty where nothing is searched for. */
  readonly wordConditions: readonly string[];
  readonly parameters: Readonly<Record<string, SqlValue>>;
}

export function filterSql(filter: OrderFilter, codes: FindingCodes): FilterSql {
  const conditions: string[] = [];
  const parameters: Record<string, SqlValue> = {};
  if (filter.states !== undefined && filter.states.length > 0) {
    conditions.push('l.state IN (SELECT value FROM json_each(:states))');
    parameters.states = JSON.stringify(filter.states.map((state) => ORDER_STATE_RANKS[state]));
  }
  if (filter.storeId !== undefined) {
    conditions.push('l.store_id = :storeId');
    parameters.storeId = filter.storeId;
  }
  if (filter.from !== undefined) {
    conditions.push('l.ordered_on >= :from');
    parameters.from = filter.from;
  }
  if (filter.to !== undefined) {
    // The empty text of orders without a date is on no day, so "up to" leaves it out too.
    conditions.push("l.ordered_on <= :to AND l.ordered_on <> ''");
    parameters.to = filter.to;
  }
  if (filter.changed === true) {
    conditions.push('l.order_id IN (SELECT order_id FROM review_marks WHERE is_changed = 1)');
  }
  if (filter.code !== undefined) {
    const bit = codes.filterFor(filter.code);
    conditions.push(bit === null ? '0' : 'l.code_bits & :codeBits <> 0');
    if (bit !== null) {
      parameters.codeBits = bit.bits;
    }
    if (bit?.isShared === true) {
      conditions.push('EXISTS (SELECT 1 FROM order_findings f WHERE f.plan_order_id = l.plan_order_id AND f.code = :code)');
      parameters.code = filter.code;
    }
  }
  const words = searchWords(filter.search);
  for (const [index, word] of words.entries()) {
    parameters[`word${index}`] = word;
  }
  return { conditions, wordConditions: words.map((_, index) => `instr(w.words, :word${index}) > 0`), parameters };
}

/** Conditions as a WHERE clause, or nothing. */
export function whereSql(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}
