import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { RefusedList } from '../../ui/refused-list.tsx';

type Refused = MethodOutput<'order.approve'>['refused'];

function notifyRefused(refused: Refused): void {
  if (refused.length > 0) {
    notify(texts.review.refusedTitle(refused.length), <RefusedList refused={refused} />);
  }
}

export interface OrderCommands {
  readonly approve: (orderIds: readonly number[], fingerprints?: Readonly<Record<string, string>>) => Promise<void>;
  readonly approveReady: (
    filter: NonNullable<Parameters<ReturnType<typeof useCommand<'order.approveReady'>>['run']>[0]['filter']>,
    seen: string,
  ) => Promise<void>;
  readonly unapprove: (orderIds: readonly number[]) => Promise<void>;
  readonly exclude: (orderIds: readonly number[], reason: string) => Promise<void>;
  readonly include: (orderIds: readonly number[]) => Promise<void>;
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
        run: () => void unapprove.run({ company, orderIds: approved }),
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
  return {
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
    isBusy: [approve, approveReady, unapprove, exclude, include].some(({ isPending }) => isPending),
  };
}
