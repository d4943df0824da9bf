import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { UndoPreview } from '../../../shared/domain/posting/undo-preview.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import type { RunControl } from '../engine/engine.ts';
import type { PortFault } from '../ports/faults.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { type Refusal, refusalOf } from './refusals.ts';

type Shown = MethodOutput<'posting.undoPreview'>;

export function undoHandlers(parts: UseCaseParts): HandlersOf<'posting.undoPreview' | 'posting.void' | 'posting.credit'> {
  return {
    'posting.undoPreview': ({ company, orderId }, call) => inCompany(parts, company, (session) => preview(session, orderId, call.actor)),
    'posting.void': ({ company, orderIds }, call) =>
      inCompany(parts, company, (session) =>
        undo(session, orderIds, call.actor, 'Voiding', async (keyIds, control) => {
          const outcome = await session.engine.voidDocuments(keyIds, control);
          return outcome.ok ? ok({ done: outcome.value.voided, refused: outcome.value.refused }) : outcome;
        }),
      ).then((outcome) => (outcome.ok ? ok({ voided: outcome.value.done, refused: outcome.value.refused }) : outcome)),
    'posting.credit': ({ company, orderIds }, call) =>
      inCompany(parts, company, (session) =>
        undo(session, orderIds, call.actor, 'Writing credit memos', async (keyIds, control) => {
          const outcome = await session.engine.creditDocuments(keyIds, control);
          return outcome.ok ? ok({ done: outcome.value.credited, refused: outcome.value.refused }) : outcome;
        }),
      ).then((outcome) => (outcome.ok ? ok({ credited: outcome.value.done, refused: outcome.value.refused }) : outcome)),
  };
}

/** Reads beside whatever runs: nothing is written to the books. What a colleague did and is found by it is shown on the order, too. */
async function preview(session: CompanySession, orderId: number, actor: string): Promise<Result<Shown, Fault>> {
  const row = session.store.plans.row(orderId);
  if (row === null) {
    return fail(faultOf('order/unknown', { order: orderId }));
  }
  const control: RunControl = { runId: 'undo-preview', actor, signal: new AbortController().signal, progress: () => undefined };
  const read = await session.engine.previewUndo(row.planOrderId, control);
  if (!read.ok) {
    if (read.fault.class !== 'rejected') {
      session.connections.noteOutcome(['books'], read.fault);
    }
    return read;
  }
  if (tellsOfColleague(read.value)) {
    await session.replan([row.planOrderId], actor);
  }
  return ok(viewOf(row.planOrderId, row.orderNumber, read.value));
}

function tellsOfColleague(shown: UndoPreview): boolean {
  const codes = [...shown.void.notes, ...shown.void.obstacles, ...shown.creditMemo.obstacles].map(({ code }) => code);
  return codes.some((code) => code === 'books/changed' || code === 'books/total-differs' || code === 'books/gone');
}

const notesOf = (notes: UndoPreview['void']['notes']): Shown['void']['notes'] =>
  notes.map((note) => ({ ...note, details: { ...note.details } }));

function viewOf(orderId: number, orderNumber: string, shown: UndoPreview): Shown {
  return {
    orderId,
    orderNumber,
    documents: [...shown.documents],
    void: { obstacles: notesOf(shown.void.obstacles), notes: notesOf(shown.void.notes) },
    creditMemo: { ...shown.creditMemo, obstacles: notesOf(shown.creditMemo.obstacles), notes: notesOf(shown.creditMemo.notes) },
    recommended: shown.recommended,
  };
}

interface Undone {
  readonly done: number[];
  readonly refused: Refusal[];
}

type UndoWork = (
  keyIds: readonly number[],
  control: RunControl,
) => Promise<Result<{ readonly done: readonly number[]; readonly refused: readonly Refusal[] }, PortFault>>;

/** One run that takes documents back; members of a family stand for the order that keys their document. */
async function undo(
  session: CompanySession,
  orderIds: readonly number[],
  actor: string,
  label: string,
  work: UndoWork,
): Promise<Result<Undone, PortFault>> {
  const refused: Refusal[] = [];
  const keyIds = new Set<number>();
  for (const orderId of orderIds) {
    const row = session.store.plans.row(orderId);
    if (row === null) {
      refused.push(refusalOf(orderId, faultOf('order/unknown', { order: orderId })));
    } else {
      keyIds.add(row.planOrderId);
    }
  }
  const outcome = await session.gate.run({ kind: 'post', actor, label, isJournaled: true }, async (control) => {
    const undone = await work([...keyIds], control);
    session.connections.noteOutcome(['books'], undone.ok ? null : undone.fault);
    if (!undone.ok) {
      return undone;
    }
    const all = [...refused, ...undone.value.refused.map(({ orderId, code, message }) => ({ orderId, code, message }))];
    await session.engine.replan(undone.value.done, control);
    return ok({ value: { done: [...undone.value.done], refused: all }, counts: { voided: undone.value.done.length, refused: all.length } });
  });
  session.changed(['orders', 'postings', 'audit']);
  return outcome;
}
