import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { notify } from '../../ui/notices.tsx';
import { RefusedList } from '../../ui/refused-list.tsx';

interface VoidDialogProps {
  readonly company: string;
  readonly orderId: number;
  readonly orderNumber: string;
  readonly onClose: () => void;
}

/** Undoing a posting is a void: it asks first, and says what stands in the way. */
export function VoidDialog({ company, orderId, orderNumber, onClose }: VoidDialogProps): ReactElement {
  const voiding = useCommand('posting.void', {
    onDone: ({ voided }) => {
      if (voided.length > 0) {
        notify(texts.review.voided(voided.length));
        onClose();
      }
    },
  });
  const refused = voiding.data?.refused ?? [];
  return (
    <Modal opened onClose={onClose} title={texts.review.voidTitle}>
      <Stack gap="sm">
        <Text size="sm">{texts.review.voidLead(orderNumber)}</Text>
        {voiding.error !== null && <FailureCard failure={voiding.error} title={texts.failures.commandTitle} />}
        <RefusedList refused={refused} all />
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button
            color="red.9"
            loading={voiding.isPending}
            disabled={refused.length > 0}
            onClick={() => void voiding.run({ company, orderIds: [orderId], confirm: true })}
          >
            {texts.review.voidDocument}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
