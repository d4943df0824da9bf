import type { ReactElement } from 'react';

import { assertNever } from '../../../../shared/domain/result.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { ExcludeDialog } from './exclude-dialog.tsx';
import { PostDialog } from './post-dialog.tsx';
import type { Review } from './use-review.ts';

/** The one dialog that is open, if any. */
export function ReviewDialogs({ company, review }: { readonly company: string; readonly review: Review }): ReactElement | null {
  const { dialog, commands } = review;
  const close = (): void => review.openDialog(null);
  const done = (): void => {
    review.clearSelection();
    close();
  };
  if (dialog === null) {
    return null;
  }
  switch (dialog.kind) {
    case 'approve': {
      const { orderIds } = dialog;
      const confirm = async (seen: string): Promise<void> => {
        await (orderIds === null ? commands.approveReady(review.address.filter, seen) : commands.approve(orderIds));
        done();
      };
      return (
        <ApproveDialog
          company={company}
          orderIds={orderIds}
          filter={review.address.filter}
          isBusy={commands.isBusy}
          onClose={close}
          onConfirm={(seen) => void confirm(seen)}
        />
      );
    }
    case 'exclude': {
      const exclude = async (reason: string): Promise<void> => {
        await (dialog.orderIds === null ? review.changeAll({ kind: 'exclude', reason }) : commands.exclude(dialog.orderIds, reason));
        done();
      };
      return (
        <ExcludeDialog
          count={dialog.orderIds === null ? review.total : dialog.orderIds.length}
          isBusy={commands.isBusy}
          onClose={close}
          onConfirm={(reason) => void exclude(reason)}
        />
      );
    }
    case 'post':
      return <PostDialog company={company} count={review.approved?.count ?? 0} onClose={close} />;
    default:
      return assertNever(dialog);
  }
}
