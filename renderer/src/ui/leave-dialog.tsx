import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef, useState } from 'react';

import { texts } from '../lib/texts.ts';
import { useUnsaved } from '../lib/unsaved.ts';

/** Asks before changes are lost: on the way to another screen, to another tab of this one, and when the window is closed. */
export function LeaveDialog({ isDirty }: { readonly isDirty: boolean }): ReactElement | null {
  const blocker = useBlocker({ shouldBlockFn: () => isDirty, enableBeforeUnload: () => isDirty, withResolver: true });
  useUnsaved(isDirty);
  if (blocker.status !== 'blocked') {
    return null;
  }
  return (
    <Modal opened onClose={blocker.reset} title={texts.settings.leaveTitle}>
      <Text size="sm">{texts.settings.leaveLead}</Text>
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={blocker.proceed}>
          {texts.settings.leaveGo}
        </Button>
        <Button data-autofocus onClick={blocker.reset}>
          {texts.settings.leaveStay}
        </Button>
      </Group>
    </Modal>
  );
}

/** The same for a form whose fields hold their own text: it is dirty from the first letter until it is sent or emptied. */
export function FormLeaveGuard(): ReactElement {
  const place = useRef<HTMLSpanElement>(null);
  const [isDirty, setIsDirty] = useState(false);
  useEffect(() => {
    const form = place.current?.closest('form');
    const onInput = (): void => setIsDirty([...(form?.querySelectorAll('input, textarea') ?? [])].some(hasText));
    const onSubmit = (): void => setIsDirty(false);
    form?.addEventListener('input', onInput);
    form?.addEventListener('submit', onSubmit);
    return () => {
      form?.removeEventListener('input', onInput);
      form?.removeEventListener('submit', onSubmit);
    };
  }, []);
  return (
    <span ref={place} hidden>
      <LeaveDialog isDirty={isDirty} />
    </span>
  );
}

const TEXT_TYPES = ['text', 'password', 'url', 'search', 'textarea'];

function hasText(field: Element): boolean {
  const isText = (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && TEXT_TYPES.includes(field.type);
  return isText && field.value !== '';
}
