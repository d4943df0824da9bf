import { NumberInput, Select, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import type { DraftFaults, PolicyChanges, PolicyDraft } from './policy-draft.ts';
import { RecordSentence, Sentence } from './sentence.tsx';
import styles from './settings.module.css';

export interface SentencesProps {
  readonly company: string;
  readonly policy: PolicyDraft;
  readonly faults: DraftFaults;
  readonly onChange: (changes: PolicyChanges) => void;
}

/** Every zone that this browser knows, with the saved one in case it is older. */
function timeZones(current: string): readonly string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(current) ? zones : [current, ...zones];
}

export function WhenSentences({ policy, faults, onChange }: SentencesProps): ReactElement {
  const { settings } = texts;
  return (
    <Panel title={settings.when}>
      <div className={styles['sentences']}>
        <TextInput
          type="date"
          label={settings.startOn}
          description={settings.startOnHint}
          maw={320}
          value={policy.startOn ?? ''}
          onChange={({ currentTarget }) => onChange({ startOn: currentTarget.value === '' ? null : currentTarget.value })}
        />
        <Select
          label={settings.timeZone}
          description={settings.timeZoneHint}
          maw={320}
          searchable
          allowDeselect={false}
          nothingFoundMessage={settings.timeZoneUnknown}
          limit={60}
          data={[...timeZones(policy.timeZone)]}
          value={policy.timeZone}
          onChange={(timeZone) => timeZone !== null && onChange({ timeZone })}
        />
        <Sentence
          begin={settings.postWhen}
          ends={settings.postWhenOf}
          value={policy.postWhen}
          onChange={(postWhen) => onChange({ postWhen })}
        />
        <Sentence
          begin={settings.date}
          ends={settings.dateOf}
          hint={settings.dateHint}
          value={policy.date}
          onChange={(date) => onChange({ date })}
        />
        <Sentence
          begin={settings.zeroTotals}
          ends={settings.zeroTotalsOf}
          value={policy.zeroTotals}
          onChange={(zeroTotals) => onChange({ zeroTotals })}
        />
        <TextInput
          label={settings.prefix}
          description={settings.prefixHint}
          maw={320}
          maxLength={10}
          value={policy.documentNumberPrefix}
          error={faults.prefix ? settings.prefixWrong : null}
          onChange={({ currentTarget }) => onChange({ documentNumberPrefix: currentTarget.value })}
        />
      </div>
    </Panel>
  );
}

export function LineSentences({ company, policy, faults, onChange }: SentencesProps): ReactElement {
  const { settings } = texts;
  const details = {
    line: (
      <RecordSentence
        company={company}
        kind="account"
        label={settings.discountAccount}
        hint={settings.discountAccountHint}
        value={policy.discountAccount}
        onChange={(discountAccount) => onChange({ discountAccount })}
      />
    ),
    item: (
      <RecordSentence
        company={company}
        kind="item"
        label={settings.discountItem}
        hint={settings.discountItemHint}
        value={policy.discountItem}
        onChange={(discountItem) => onChange({ discountItem })}
      />
    ),
  };
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
        <RecordSentence
          company={company}
          kind="item"
          label={settings.chargeItem}
          hint={settings.chargeItemHint}
          value={policy.chargeItem}
          onChange={(chargeItem) => onChange({ chargeItem })}
        />
        <NumberInput
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
        <RecordSentence
          company={company}
          kind="item"
          label={settings.roundingItem}
          hint={settings.roundingItemHint}
          value={policy.roundingItem}
          onChange={(roundingItem) => onChange({ roundingItem })}
        />
      </div>
    </Panel>
  );
}

export function ItemSentences({ company, policy: { items, shipping }, onChange }: SentencesProps): ReactElement {
  const { settings } = texts;
  const changeItems = (changes: Partial<PolicyDraft['items']>): void => onChange({ items: { ...items, ...changes } });
  const changeShipping = (changes: Partial<PolicyDraft['shipping']>): void => onChange({ shipping: { ...shipping, ...changes } });
  const unmatched = {
    fallback: (
      <RecordSentence
        company={company}
        kind="item"
        label={settings.fallbackItem}
        hint={settings.fallbackItemHint}
        value={items.fallbackItem}
        onChange={(fallbackItem) => changeItems({ fallbackItem })}
      />
    ),
    create: (
      <>
        <Sentence
          begin={settings.createAs}
          ends={settings.createAsOf}
          value={items.createAs}
          onChange={(createAs) => changeItems({ createAs })}
        />
        <RecordSentence
          company={company}
          kind="account"
          label={settings.incomeAccount}
          hint={settings.incomeAccountHint}
          value={items.incomeAccount}
          onChange={(incomeAccount) => changeItems({ incomeAccount })}
        />
      </>
    ),
  };
  const unmapped = {
    default: (
      <RecordSentence
        company={company}
        kind="item"
        label={settings.defaultItem}
        hint={settings.defaultItemHint}
        value={shipping.defaultItem}
        onChange={(defaultItem) => changeShipping({ defaultItem })}
      />
    ),
  };
  return (
    <Panel title={settings.items}>
      <div className={styles['sentences']}>
        <Sentence
          begin={settings.whenUnmatched}
          ends={settings.whenUnmatchedOf}
          value={items.whenUnmatched}
          onChange={(whenUnmatched) => changeItems({ whenUnmatched })}
          details={unmatched}
        />
        <Sentence
          begin={settings.whenUnmapped}
          ends={settings.whenUnmappedOf}
          value={shipping.whenUnmapped}
          onChange={(whenUnmapped) => changeShipping({ whenUnmapped })}
          details={unmapped}
        />
      </div>
    </Panel>
  );
}

export function AutoPostSentence({ policy, onChange }: SentencesProps): ReactElement {
  const { settings } = texts;
  return (
    <Panel title={settings.auto}>
      <Sentence
        begin={settings.autoPost}
        ends={settings.autoPostOf}
        value={policy.autoPost ? 'on' : 'off'}
        onChange={(value) => onChange({ autoPost: value === 'on' })}
      />
      <Text size="sm" mt="sm">
        {settings.autoTitle}
      </Text>
      <ul className={styles['conditions']}>
        {settings.autoConditions.map((condition) => (
          <li key={condition}>{condition}</li>
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {settings.autoRest}
      </Text>
    </Panel>
  );
}
