import type { Books, BatchWrite, WriteOutcome } from '../../electron/core/ports/books.ts';
import type { Json, Plan, PlannedDocument, PlannedKind } from '../../shared/domain/planning/plan.ts';

/** A body with the Ids of what was made before in place of its references. */
export function bound(value: Json, ids: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) {
    // Safe: Array.isArray does not narrow a readonly array.
    return (value as readonly Json[]).map((entry) => bound(entry, ids));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'ref' && typeof only[1] === 'string') {
    return ids.get(only[1]) ?? 'unbound';
  }
  return Object.fromEntries(entries.map(([key, entry]) => [key, bound(entry, ids)]));
}

const STAGES: readonly (readonly PlannedKind[])[] = [['customer', 'item'], ['invoice', 'sales-receipt'], ['payment']];
const BATCH_SIZE = 30;

/** A document that was not taken as planned, in words. */
export interface NotAsPlanned {
  readonly orderId: number;
  readonly why: string;
}

/**
 * Posts the documents of all plans in batches of thirty through a client of the books, stage by stage, each subject once.
 * What follows a refused document is not sent.
 */
export async function postPlans(books: Pick<Books, 'send' | 'batchText'>, plans: readonly Plan[]): Promise<readonly NotAsPlanned[]> {
  const wrong: NotAsPlanned[] = [];
  const made = new Map<string, string>();
  const stopped = new Set<number>();
  let batches = 0;
  for (const stage of STAGES) {
    const due = dueIn(plans, stage).filter(({ plan }) => !stopped.has(plan.orderId));
    for (let from = 0; from < due.length; from += BATCH_SIZE) {
      const batch = due.slice(from, from + BATCH_SIZE);
      batches += 1;
      const answer = await books.send(
        `stage-${batches}`,
        books.batchText(batch.map(({ plan, document }, at) => writeOf(plan, document, made, at))),
      );
      for (const [at, { plan, document }] of batch.entries()) {
        const outcome = answer.kind === 'answered' ? answer.outcomes.get(`d${at}`) : undefined;
        const why = outcome === undefined ? JSON.stringify(answer) : whyNot(document, outcome);
        if (outcome?.kind === 'written') {
          made.set(document.subject, outcome.record.id);
        } else {
          stopped.add(plan.orderId);
        }
        wrong.push(...(why === null ? [] : [{ orderId: plan.orderId, why: `${document.kind}: ${why}` }]));
      }
    }
  }
  return wrong;
}

/** The documents of a stage, each subject once. */
function dueIn(plans: readonly Plan[], stage: readonly PlannedKind[]): { readonly plan: Plan; readonly document: PlannedDocument }[] {
  const seen = new Set<string>();
  return plans.flatMap((plan) =>
    plan.documents.flatMap((document) => {
      const isNew = stage.includes(document.kind) && !seen.has(document.subject);
      seen.add(document.subject);
      return isNew ? [{ plan, document }] : [];
    }),
  );
}

function writeOf(plan: Plan, document: PlannedDocument, made: ReadonlyMap<string, string>, at: number): BatchWrite {
  const own = plan.documents.flatMap(({ makes, subject }) => {
    const id = made.get(subject);
    return makes === null || id === undefined ? [] : [[makes, id] as const];
  });
  const bodyText = JSON.stringify(bound(document.body, new Map(own)));
  return { itemId: `d${at}`, entity: document.entity, operation: 'create', bodyText, allowDuplicateNumber: false };
}

function whyNot(document: PlannedDocument, outcome: WriteOutcome): string | null {
  if (outcome.kind !== 'written') {
    return `${outcome.kind}: ${outcome.fault.message}`;
  }
  const answered = outcome.record.total?.minor ?? null;
  return document.total !== null && answered !== document.total.minor ? `planned ${document.total.minor}, answered ${answered}` : null;
}
