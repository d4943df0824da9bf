import type { PostingFault } from '../../../shared/domain/posting/posting.ts';
import type { UndoPreview } from '../../../shared/domain/posting/undo-preview.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { BusinessDate } from '../../../shared/domain/time/instants.ts';
import type { PortFault } from '../ports/faults.ts';
import type { SweepCounts } from '../ports/store/completeness-store.ts';
import type { SourcePointer } from '../ports/order-source.ts';

/** Lets the caller follow and stop long work. */
export interface RunControl {
  readonly runId: string;
  readonly actor: string;
  readonly signal: AbortSignal;
  progress(label: string, done: number, total: number | null): void;
}

/** For work that nobody waits for: it stands aside for all other runs. */
export interface YieldingControl extends RunControl {
  /** Aborts when other work waits, and when the run is stopped. Another one after each {@link giveWay}. */
  turn(): AbortSignal;
  /** Lets what waits go first; returns when nothing else is on. To be called, with nothing left half done, when `turn` has aborted. */
  giveWay(): Promise<void>;
}

/** What a completeness check found; the counts of all its turns together. */
export type SweepOutcome = SweepCounts;

export interface SyncOutcome {
  readonly pulled: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly parked: number;
}

/** What following notices brought. */
export interface PointedOutcome extends SyncOutcome {
  /** Pointers that lead elsewhere than to the source. */
  readonly refused: number;
  /** Not everything could be followed: only a pull brings the rest. */
  readonly needsPull: boolean;
}

/** Of unreadable records that were tried again. */
export interface ParkedOutcome {
  readonly tried: number;
  readonly arrived: number;
  /** Still unreadable, of all that are kept aside. */
  readonly parked: number;
}

export interface OrderFailure {
  readonly orderId: number;
  readonly code: string;
  readonly message: string;
  readonly fault: PostingFault | null;
}

export interface PostOutcome {
  readonly posted: readonly number[];
  readonly updated: readonly number[];
  readonly uncertain: readonly number[];
  readonly failed: readonly OrderFailure[];
}

export interface VoidOutcome {
  readonly voided: readonly number[];
  readonly refused: readonly OrderFailure[];
}

export interface CreditOutcome {
  readonly credited: readonly number[];
  readonly refused: readonly OrderFailure[];
}

/**
 * The long-running work of one company. Each function leaves the store consistent at every await; a fault that ends it early
 * is returned after everything that was learnt is stored. Only one of them runs at a time (the session sees to it).
 */
export interface Engine {
  /** Orders, labels and fulfillments since the watermark (`full`: since the start date; `since`: since that date). Plans what it touched. */
  pull(options: { readonly full: boolean; readonly since: BusinessDate | null }, run: RunControl): Promise<Result<SyncOutcome, PortFault>>;
  /** What notices of the source point to, as far as the next pull would bring it too. Plans what it touched; moves no watermark. */
  pullPointed(pointers: readonly SourcePointer[], run: RunControl): Promise<Result<PointedOutcome, PortFault>>;
  /**
   * Lists the last weeks again by creation date and compares: stores what is missing or older, finds orders that the source no
   * longer has, and remembers per store and day how many there are on both sides. Goes on where an earlier one was cut off.
   */
  sweep(run: YieldingControl): Promise<Result<SweepOutcome, PortFault>>;
  /** Tries unreadable records again: those (all where null) that are named by their number, or those that are due. Plans what arrived. */
  retryParked(which: readonly number[] | 'all' | 'due', run: RunControl): Promise<Result<ParkedOutcome, PortFault>>;
  /** Lists and document headers of the books; change data capture where it suffices. Plans again where anything changed. */
  refreshBooks(options: { readonly full: boolean }, run: RunControl): Promise<Result<Readonly<Record<string, number>>, PortFault>>;
  /** Stores and products of the source. */
  refreshSource(run: RunControl): Promise<Result<Readonly<Record<string, number>>, PortFault>>;
  /** Plans the families of these orders (or all) again, lets approvals lapse and raises attention where posted documents differ. Synchronous in chunks, so that the loop stays free. */
  replan(orderIds: readonly number[] | 'all', run: RunControl): Promise<{ readonly planned: number; readonly changed: number }>;
  /** Posts what is approved, settles what is uncertain, sends ship data that is due. */
  post(options: { readonly limit: number | null }, run: RunControl): Promise<Result<PostOutcome, PortFault>>;
  /** A new attempt for failed ones, another look at uncertain ones. */
  replay(
    options: { readonly orderIds: readonly number[] | null; readonly code: string | null },
    run: RunControl,
  ): Promise<Result<PostOutcome, PortFault>>;
  voidDocuments(orderIds: readonly number[], run: RunControl): Promise<Result<VoidOutcome, PortFault>>;
  /** Reads an order's documents now and says what stands in the way of taking them back, and how that is done best. Changes nothing in the books. */
  previewUndo(orderId: number, run: RunControl): Promise<Result<UndoPreview, PortFault>>;
  /** Takes documents back without changing their month: a credit memo of the same lines, dated today. */
  creditDocuments(orderIds: readonly number[], run: RunControl): Promise<Result<CreditOutcome, PortFault>>;
  /** Records the payment of an order that was paid after its invoice was posted (`record-payment` decisions). */
  recordPayment(orderId: number, run: RunControl): Promise<Result<PostOutcome, PortFault>>;
  /** Links a document that is in the books already, without writing it (`adopt` decisions). */
  adopt(orderId: number, documentId: string, run: RunControl): Promise<Result<null, PortFault>>;
  /** Brings posted documents in line with the current plan (`update` decisions): lines sent whole, current SyncToken. */
  correct(orderId: number, run: RunControl): Promise<Result<PostOutcome, PortFault>>;
  /** Voids and makes way for a new generation (`void-and-post-anew`): the order is planned again and waits for approval. */
  voidToPostAnew(orderId: number, run: RunControl): Promise<Result<null, PortFault>>;
  /** Voided documents make way for the next generation, when a person approves the order again. Joins the caller's transaction. */
  supersedeVoided(orderId: number): void;
  /** Takes back what is written down for an order and was never sent, because its approval is. Joins the caller's transaction. */
  withdrawUnsent(orderId: number): void;
  /** At start: what was on its way when the process ended becomes uncertain, running runs interrupted. */
  recover(): void;
  /** After a backup was restored: what waited counts as sent until it was looked up. Returns how many postings that are. */
  afterRestore(): number;
}
