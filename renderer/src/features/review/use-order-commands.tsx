import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';
import { assertNever } from '../../../../shared/domain/result.ts';
import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { RefusedList } from '../../ui/refused-list.tsx';

type Refused = MethodOutput<'order.approve'>['refused'];

function notifyRefused(refused: Refused, count = refused.length): void {
  if (count > 0) {
    notify(texts.review.refusedTitle(count), <RefusedList refused={refused} />);
  }
}

/** As many ids as one call takes. */
const PORTION = 5_000;

async function inPortions(orderIds: readonly number[], work: (portion: number[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < orderIds.length; start += PORTION) {
    await work(orderIds.slice(start, start + PORTION));
  }
}

type ChangeAll = MethodInput<'order.changeAll'>;
export type ChangeOfAll = ChangeAll['change'];

export interface OrderCommands {
  readonly approve: (orderIds: readonly number[], fingerprints?: Readonly<Record<string, string>>) => Promise<void>;
  readonly approveReady: (
    filter: NonNullable<Parameters<ReturnType<typeof useCommand<'order.approveReady'>>['run']>[0]['filter']>,
    seen: string,
  ) => Promise<void>;
  readonly unapprove: (orderIds: readonly number[]) => Promise<void>;
  readonly exclude: (orderIds: readonly number[], reason: string) => Promise<void>;
  readonly include: (orderIds: readonly number[]) => Promise<void>;
  /** For all under the filter, which must be as many as this. */
  readonly changeAll: (filter: NonNullable<ChangeAll['filter']>, count: number, change: ChangeOfAll) => Promise<void>;
  readonly isBusy: boolean;
}

/** What a person does to orders on this screen; each says what came of it, and an approval can be undone at once. */
export function useOrderCommands(company: string): OrderCommands {
  const onFailed = notifyFailure;
  const unapprove = useCommand('order.unapprove', {
    onFailed,
    onDone: ({ unapproved, refused }) => {
      if (unapproved.length > 0) {
        notify(texts.review.unapproved(unapproved.length));
      }
      notifyRefused(refused);
    },
  });
  const onApproved = ({ approved, refused }: MethodOutput<'order.approve'>): void => {
    if (approved.length > 0) {
      notify(texts.review.approved(approved.length), texts.review.approvedHint, {
        label: texts.common.undo,
        run: () => void inPortions(approved, (orderIds) => unapprove.run({ company, orderIds })),
      });
    }
    notifyRefused(refused);
  };
  const approve = useCommand('order.approve', { onFailed, onDone: onApproved });
  const approveReady = useCommand('order.approveReady', { onFailed, onDone: onApproved });
  const include = useCommand('order.include', {
    onFailed,
    onDone: ({ included, refused }) => {
      if (included.length > 0) {
        notify(texts.review.included(included.length));
      }
      notifyRefused(refused);
    },
  });
  const exclude = useCommand('order.exclude', {
    onFailed,
    onDone: ({ excluded, refused }) => {
      if (excluded.length > 0) {
        notify(texts.review.excluded(excluded.length), null, {
          label: texts.common.undo,
          run: () => void include.run({ company, orderIds: excluded }),
        });
      }
      notifyRefused(refused);
    },
  });
  const changeAll = useChangeAll(company);
  return {
    changeAll: changeAll.run,
    approve: async (orderIds, fingerprints) => {
      await approve.run({ company, orderIds: [...orderIds], ...(fingerprints === undefined ? {} : { fingerprints }) });
    },
    approveReady: async (filter, seen) => {
      await approveReady.run({ company, filter, seen });
    },
    unapprove: async (orderIds) => {
      await unapprove.run({ company, orderIds: [...orderIds] });
    },
    exclude: async (orderIds, reason) => {
      await exclude.run({ company, orderIds: [...orderIds], reason });
    },
    include: async (orderIds) => {
      await include.run({ company, orderIds: [...orderIds] });
    },
    isBusy: [approve, approveReady, unapprove, exclude, include, changeAll].some(({ isPending }) => isPending),
  };
}

/** Changes all under a filter; says how many, what was left as it was, and how an exclusion is taken back. */
function useChangeAll(company: string): {
  readonly run: OrderCommands['changeAll'];
  readonly isPending: boolean;
} {
  const tell = (done: MethodOutput<'order.changeAll'>, title: string, undo: (() => void) | null): void => {
    const body = done.left > 0 ? texts.review.leftAsTheyWere(done.left) : null;
    notify(title, body, undo === null || done.changed === 0 ? null : { label: texts.common.undo, run: undo });
    notifyRefused(done.refused, done.refusedCount);
  };
  const undo = useCommand('order.changeAll', {
    onFailed: notifyFailure,
    onDone: ({ changed }) => notify(texts.review.included(changed)),
  });
  const command = useCommand('order.changeAll', { onFailed: notifyFailure });
  return {
    isPending: command.isPending,
    run: async (filter, count, change) => {
      const done = await command.run({ company, filter, count, change });
      if (done === null) {
        return;
      }
      switch (change.kind) {
        case 'exclude':
          return tell(done, texts.review.excluded(done.changed), () => {
            void undo.run({ company, change: { kind: 'include', excludedAt: done.at } });
          });
        case 'include':
          return tell(done, texts.review.included(done.changed), null);
        case 'unapprove':
          return tell(done, texts.review.unapproved(done.changed), null);
        default:
          return assertNever(change);
      }
    },
  };
}
