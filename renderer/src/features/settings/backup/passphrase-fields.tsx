import { PasswordInput, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../../lib/texts.ts';
import { type PassphraseDraft, SHORTEST_PASSPHRASE } from './passphrase.ts';

interface PassphraseFieldsProps {
  readonly draft: PassphraseDraft;
  readonly label: string;
  readonly hint: string;
  readonly onChange: (draft: PassphraseDraft) => void;
  readonly isFirst?: boolean;
}

/** A new passphrase twice, because a slip of the finger would make every backup worthless. */
export function PassphraseFields({ draft, label, hint, onChange, isFirst = false }: PassphraseFieldsProps): ReactElement {
  const isShort = draft.passphrase !== '' && draft.passphrase.length < SHORTEST_PASSPHRASE;
  const differs = draft.again !== '' && draft.again !== draft.passphrase;
  return (
    <>
      <PasswordInput
        {...(isFirst ? { 'data-autofocus': true } : {})}
        size="sm"
        label={label}
        description={hint}
        autoComplete="new-password"
        value={draft.passphrase}
        error={isShort ? texts.backup.passphraseTooShort : null}
        onChange={({ currentTarget }) => onChange({ ...draft, passphrase: currentTarget.value })}
      />
      <PasswordInput
        size="sm"
        label={texts.backup.again}
        autoComplete="new-password"
        value={draft.again}
        error={differs ? texts.backup.notSame : null}
        onChange={({ currentTarget }) => onChange({ ...draft, again: currentTarget.value })}
      />
      <Text size="sm" fw={600}>
        {texts.backup.lost}
      </Text>
    </>
  );
}
