import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { BooksReference } from '../../../shared/domain/books/reference.ts';
import type { Money } from '../../../shared/domain/money/money.ts';
import type { Plan } from '../../../shared/domain/planning/plan.ts';

type Move = MethodOutput<'mapping.preview'>['accounts'][number];

/** What is on no line is sales tax: the books put it on their own liability account. */
const SALES_TAX = 'Sales tax payable';
/** A line whose item has no account that the mirror knows. */
const UNKNOWN_ACCOUNT = 'Account of the item';

interface Entry {
  readonly accountName: string;
  readonly amount: Money;
}

/** What the lines of a plan put on which account. */
export function soldEntries({ lines, total }: Plan): readonly Entry[] {
  const entries = lines.map(({ accountName, itemName, amount }): Entry => ({
    accountName: accountName ?? itemName ?? UNKNOWN_ACCOUNT,
    amount,
  }));
  const onLines = lines.reduce((sum, { amount }) => sum + amount.minor, 0);
  return total === null || total.minor === onLines
    ? entries
    : [...entries, { accountName: SALES_TAX, amount: { ...total, minor: total.minor - onLines } }];
}

/** Which account receives the money that a plan records: of its payment, or of its sales receipt. */
export function receivedEntries(books: BooksReference | null): (plan: Plan) => readonly Entry[] {
  return ({ documents }) =>
    documents.flatMap(({ body, total }): readonly Entry[] => {
      const account = body['DepositToAccountRef'];
      const id = typeof account === 'object' && account !== null && 'value' in account ? account.value : null;
      return typeof id !== 'string' || total === null
        ? []
        : [{ accountName: books?.accountById(id)?.name ?? UNKNOWN_ACCOUNT, amount: total }];
    });
}

/** Money by account before and after a change, over the plans that it changes. Plans that are not ready put nothing anywhere. */
export class AccountMoves {
  readonly #moves = new Map<string, { readonly accountName: string; readonly currency: string; before: number; after: number }>();
  readonly #entriesOf: (plan: Plan) => readonly Entry[];

  constructor(entriesOf: (plan: Plan) => readonly Entry[]) {
    this.#entriesOf = entriesOf;
  }

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
    for (const { accountName, amount } of this.#entriesOf(plan)) {
      const key = `${accountName}\u0000${amount.currency}`;
      const move = this.#moves.get(key) ?? { accountName, currency: amount.currency, before: 0, after: 0 };
      move[when] += amount.minor;
      this.#moves.set(key, move);
    }
  }
}
