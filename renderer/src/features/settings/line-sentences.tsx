import { NumberInput } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import type { PolicyChanges, PolicyDraft, SentencesProps } from './policy-draft.ts';
import { RecordSentence, Sentence } from './sentence.tsx';
import styles from './settings.module.css';

type RecordKey = 'discountAccount' | 'discountItem' | 'chargeItem' | 'roundingItem';

interface PolicyRecordProps {
  readonly company: string;
  readonly policy: PolicyDraft;
  readonly onChange: (changes: PolicyChanges) => void;
  readonly field: RecordKey;
}

/** A record that the policy itself names: the texts have its label and hint under the same name. */
function PolicyRecord({ company, policy, onChange, field }: PolicyRecordProps): ReactElement {
  return (
    <RecordSentence
      company={company}
      kind={field === 'discountAccount' ? 'account' : 'item'}
      label={texts.settings[field]}
      hint={texts.settings[`${field}Hint`]}
      value={policy[field]}
      onChange={(record) => onChange({ [field]: record })}
    />
  );
}

/** What becomes a line, on which item or account, and what happens to a difference. */
export function LineSentences({ company, policy, faults, onChange }: SentencesProps): ReactElement {
  const { settings } = texts;
  const shared = { company, policy, onChange };
  const details = { line: <PolicyRecord {...shared} field="discountAccount" />, item: <PolicyRecord {...shared} field="discountItem" /> };
  return (
    <Panel title={settings.lines}>
      <div className={styles['sentences']}>
        <Sentence
          begin={settings.zeroPriceLines}
          ends={settings.zeroPriceLinesOf}
          value={policy.zeroPriceLines}
          onChange={(zeroPriceLines) => onChange({ zeroPriceLines })}
        />
        <Sentence
          begin={settings.discounts}
          ends={settings.discountsOf}
          value={policy.discounts}
          onChange={(discounts) => onChange({ discounts })}
          details={details}
        />
        <PolicyRecord {...shared} field="chargeItem" />
        <NumberInput
          size="sm"
          label={settings.tolerance}
          description={settings.toleranceHint}
          maw={320}
          min={0}
          max={100}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          value={policy.roundingToleranceMinor}
          error={faults.tolerance ? settings.toleranceWrong : null}
          onChange={(value) => onChange({ roundingToleranceMinor: value === '' ? 0 : Number(value) })}
        />
        <PolicyRecord {...shared} field="roundingItem" />
      </div>
    </Panel>
  );
}
