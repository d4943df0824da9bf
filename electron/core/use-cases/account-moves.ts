import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Plan } from '../../../shared/domain/planning/plan.ts';

type Move = MethodOutput<'mapping.preview'>['accounts'][number];

/** What is on no line is sales tax: the books put it on their own liability account. */
const SALES_TAX = 'Sales tax payable';
/** A line whose item has no account that the mirror knows. */
const UNKNOWN_ACCOUNT = 'Account of the item';

/** Money by account before and after a change, over the plans that it changes. Plans that are not ready put nothing anywhere. */
export class AccountMoves {
  readonly #moves = new Map<string, { readonly accountName: string; readonly currency: string; before: number; after: number }>();

  add(before: Plan | null, after: Plan): void {
    this.#addPlan(before, 'before');
    this.#addPlan(after, 'after');
  }

  /** Accounts whose money changes, most first. */
  list(): Move[] {
    return [...this.#moves.values()]
      .filter(({ before, after }) => before !== after)
      .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
      .map(({ accountName, currency, before, after }) => ({
        accountName,
        before: { minor: before, currency },
        after: { minor: after, currency },
      }));
  }

  #addPlan(plan: Plan | null, when: 'before' | 'after'): void {
    if (plan === null || plan.outcome !== 'ready') {
      return;
    }
    let onLines = 0;
    for (const { accountName, itemName, amount } of plan.lines) {
      onLines += amount.minor;
      this.#put(accountName ?? itemName ?? UNKNOWN_ACCOUNT, amount.currency, amount.minor, when);
    }
    if (plan.total !== null && plan.total.minor !== onLines) {
      this.#put(SALES_TAX, plan.total.currency, plan.total.minor - onLines, when);
    }
  }

  #put(accountName: string, currency: string, minor: number, when: 'before' | 'after'): void {
    const key = `${accountName}\u0000${currency}`;
    const move = this.#moves.get(key) ?? { accountName, currency, before: 0, after: 0 };
    move[when] += minor;
    this.#moves.set(key, move);
  }
}
