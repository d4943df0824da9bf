import type { ShopDatabase } from './database.ts';

/** How the shop can be made to misbehave (api facts, section 8). */
export type PracticeFault =
  /** 429 whatever the window says. */
  | { readonly kind: 'throttle' }
  /** 401 whatever key is shown. */
  | { readonly kind: 'unauthorized' }
  /** 500 for every answer that would hold this order: the record that poisons its page. */
  | { readonly kind: 'poison-order'; readonly orderId: number }
  /** The same for a label or a fulfillment. */
  | { readonly kind: 'poison-label'; readonly shipmentId: number }
  | { readonly kind: 'poison-fulfillment'; readonly fulfillmentId: number }
  /** An error status in one of the forms that errors have been seen in. */
  | { readonly kind: 'error'; readonly status: number; readonly form: ErrorForm }
  /** 502 with a proxy's HTML page. */
  | { readonly kind: 'bad-gateway' }
  /** 200 with the sign-in page of a hotel's network. */
  | { readonly kind: 'sign-in-page' }
  /** The answer comes after a delay. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The connection is reset in the middle of the body. */
  | { readonly kind: 'reset' }
  /** 200 with the first half of the JSON and a Content-Length that fits it. */
  | { readonly kind: 'truncated-json' }
  /** A null between the list's elements. */
  | { readonly kind: 'null-element' }
  /** The order, or every order (null), shows a status that no document names. */
  | { readonly kind: 'unknown-status'; readonly orderId: number | null; readonly status: string }
  /** Amounts as text ("14.0"), or without decimals where they are whole (14). */
  | { readonly kind: 'number-form'; readonly form: 'text' | 'integer' }
  /** These keys are left out of every list element. */
  | { readonly kind: 'missing-keys'; readonly keys: readonly string[] }
  /** Every list element, and what is nested in it, carries keys that no document names. */
  | { readonly kind: 'extra-keys' }
  /** The order, or every order (null), comes without its lines. */
  | { readonly kind: 'empty-items'; readonly orderId: number | null };

/**
 * `documented`: what the API's own documents show. `aspnet`: ASP.NET's `{Message, ExceptionMessage}`. `empty`: no body. `html`:
 * a page.
 */
export type ErrorForm = 'documented' | 'aspnet' | 'empty' | 'html';

/** Where orders are shown, by either API. */
const ORDER_PATHS = '/orders,/v2/shipments';
const LABEL_PATHS = '/shipments,/v2/labels';
const FULFILLMENT_PATHS = '/fulfillments,/v2/fulfillments';

export interface FaultScope {
  /** How many answers it spoils; null until it is cleared. */
  readonly times?: number | null;
  /**
   * Only answers of this path, e.g. "/orders", or of these with commas between (case-insensitive; deeper paths are included);
   * null for all. Left out: where the record is shown for faults of a record, else all.
   */
  readonly path?: string | null;
}

export interface ActiveFault {
  readonly faultId: number;
  readonly fault: PracticeFault;
  readonly path: string | null;
  /** Answers it will still spoil; null without end, 0 when used up. */
  readonly remaining: number | null;
  /** Answers it has spoilt. */
  readonly hits: number;
}

interface FaultRow {
  readonly fault_id: number;
  readonly fault: string;
  readonly path: string | null;
  readonly remaining: number | null;
  readonly hits: number;
}

/** Switches a fault on and returns its id. */
export function addFault(database: ShopDatabase, fault: PracticeFault, scope: FaultScope): number {
  const { lastInsertRowid } = database
    .prepare('INSERT INTO faults (fault, path, remaining) VALUES (?, ?, ?)')
    .run(JSON.stringify(fault), pathOf(fault, scope), scope.times ?? null);
  return Number(lastInsertRowid);
}

/** Every fault that was switched on and not cleared, used-up ones included. */
export function listFaults(database: ShopDatabase): ActiveFault[] {
  return database.prepare<[], FaultRow>('SELECT fault_id, fault, path, remaining, hits FROM faults ORDER BY fault_id').all().map(toActive);
}

/** Faults that may spoil an answer of this path, oldest first. */
export function faultsFor(database: ShopDatabase, path: string): ActiveFault[] {
  const isMeant = (scope: string): boolean => path === scope || path.startsWith(`${scope}/`);
  return listFaults(database).filter((active) => active.remaining !== 0 && (active.path === null || active.path.split(',').some(isMeant)));
}

/** Counts that a fault spoilt an answer. */
export function useFault(database: ShopDatabase, faultId: number): void {
  database.prepare('UPDATE faults SET hits = hits + 1, remaining = MAX(remaining - 1, 0) WHERE fault_id = ?').run(faultId);
}

/** Switches one fault off by its id, or all of them where it is null. */
export function clearFaults(database: ShopDatabase, faultId: number | null): void {
  database.prepare('DELETE FROM faults WHERE ? IS NULL OR fault_id = ?').run(faultId, faultId);
}

function pathOf(fault: PracticeFault, { path }: FaultScope): string | null {
  if (path !== undefined) {
    return path === null ? null : path.toLowerCase();
  }
  if ('shipmentId' in fault) {
    return LABEL_PATHS;
  }
  if ('fulfillmentId' in fault) {
    return FULFILLMENT_PATHS;
  }
  return 'orderId' in fault ? ORDER_PATHS : null;
}

function toActive(row: FaultRow): ActiveFault {
  return {
    faultId: row.fault_id,
    // Safe: the column is written by addFault alone.
    fault: JSON.parse(row.fault) as PracticeFault,
    path: row.path,
    remaining: row.remaining,
    hits: row.hits,
  };
}
