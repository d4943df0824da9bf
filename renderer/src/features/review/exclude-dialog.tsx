import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';

import { texts } from '../../lib/texts.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';

interface ExcludeDialogProps {
  readonly count: number;
  readonly isBusy: boolean;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Excluding needs a reason: the auditor will ask. */
export function ExcludeDialog({ count, isBusy, onConfirm, onClose }: ExcludeDialogProps): ReactElement {
  useFocusReturn();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() !== '') {
      onConfirm(reason.trim());
    }
  };
  return (
    <Modal opened onClose={onClose} title={texts.review.excludeTitle(count)}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{texts.review.excludeLead}</Text>
          <Textarea
            data-autofocus
            required
            label={texts.review.excludeReason}
            maxLength={500}
            rows={3}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" loading={isBusy} disabled={reason.trim() === ''}>
              {texts.review.exclude}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
