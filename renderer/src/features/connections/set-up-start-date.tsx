import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatDate, todayIn } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { texts } from '../../lib/texts.ts';
import { EffectDialog } from '../../ui/effect-dialog.tsx';
import styles from './set-up.module.css';

interface StartDateStepProps {
  readonly company: string;
  readonly policy: MethodOutput<'mapping.show'>['policy'];
}

/** The first day that Purser posts of; the first of this month is proposed. */
export function StartDateStep({ company, policy }: StartDateStepProps): ReactElement {
  const proposed = `${todayIn(policy.timeZone, useNow()).slice(0, 7)}-01`;
  const [startOn, setStartOn] = useState(policy.startOn ?? proposed);
  const [isChecking, setIsChecking] = useState(false);
  const close = (): void => setIsChecking(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsChecking(true);
  };
  const hint = policy.startOn === null ? `${texts.setUp.proposedStart(formatDate(proposed))} ` : '';
  return (
    <form onSubmit={submit} className={styles['actions']} style={{ alignItems: 'flex-end' }}>
      <TextInput
        size="sm"
        type="date"
        required
        label={texts.setUp.startOn}
        description={`${hint}${texts.setUp.zoneNote(policy.timeZone)}`}
        value={startOn}
        onChange={({ currentTarget }) => setStartOn(currentTarget.value)}
      />
      <Button type="submit" disabled={startOn === '' || startOn === policy.startOn}>
        {texts.setUp.reviewChange}
      </Button>
      {isChecking && (
        <EffectDialog company={company} changes={[{ kind: 'policy', policy: { ...policy, startOn } }]} onSaved={close} onClose={close} />
      )}
    </form>
  );
}
