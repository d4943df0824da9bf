import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';

import { useCall } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { EffectDialog } from '../../ui/effect-dialog.tsx';
import { LeaveDialog } from '../../ui/leave-dialog.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { AutoPostSentence } from './auto-post-sentence.tsx';
import { CustomFieldSentences } from './custom-field-sentences.tsx';
import { ItemSentences } from './item-sentences.tsx';
import { LineSentences } from './line-sentences.tsx';
import { draftFaults, policyChange, type PolicyChanges, type PolicyDraft, realChanges, type SentencesProps } from './policy-draft.ts';
import styles from './settings.module.css';
import { WhenSentences } from './when-sentences.tsx';

/** The policy, as sentences that a person can read to a client. */
export function PolicyTab({ company }: { readonly company: string }): ReactElement {
  const mappings = useCall('mapping.show', { company });
  return (
    <QueryView query={mappings} lines={14}>
      {({ policy }) => <PolicyForm company={company} saved={policy} />}
    </QueryView>
  );
}

/** Only the changes are held here, so that what someone else saves meanwhile is never overwritten by what was not touched. */
function PolicyForm({ company, saved }: { readonly company: string; readonly saved: PolicyDraft }): ReactElement {
  const [touched, setTouched] = useState<PolicyChanges>({});
  const [isChecking, setIsChecking] = useState(false);
  const changes = realChanges(saved, touched);
  const count = Object.keys(changes).length;
  const policy: PolicyDraft = { ...saved, ...changes };
  const faults = draftFaults(policy);
  const isValid = !faults.prefix && !faults.tolerance;
  const sentences: SentencesProps = { company, policy, faults, onChange: (more) => setTouched({ ...touched, ...more }) };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsChecking(count > 0 && isValid);
  };
  return (
    <form onSubmit={submit} aria-label={texts.settings.tabs.policy} noValidate>
      <Text size="sm" mb="sm">
        {texts.settings.storesNote}{' '}
        <Anchor component={Link} to={`/c/${company}/mapping`} search={{ tab: 'stores' } as never} size="sm" underline="always">
          {texts.settings.storesLink}
        </Anchor>
      </Text>
      <div className={styles['policy']}>
        <WhenSentences {...sentences} />
        <LineSentences {...sentences} />
        <ItemSentences {...sentences} />
        <CustomFieldSentences {...sentences} />
        <AutoPostSentence {...sentences} />
      </div>
      <div className={styles['bar']}>
        <Button type="submit" disabled={count === 0 || !isValid}>
          {texts.settings.seeEffect}
        </Button>
        <Button variant="default" disabled={count === 0} onClick={() => setTouched({})}>
          {texts.settings.discard}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {texts.settings.changed(count)}
        </Text>
      </div>
      {isChecking && (
        <EffectDialog
          company={company}
          changes={[policyChange(policy)]}
          onClose={() => setIsChecking(false)}
          onSaved={() => {
            setIsChecking(false);
            setTouched({});
          }}
        />
      )}
      <LeaveDialog isDirty={count > 0} />
    </form>
  );
}
