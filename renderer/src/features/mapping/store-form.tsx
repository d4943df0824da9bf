import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { ReferenceKind } from '../../../../shared/domain/books/reference.ts';
import { recordText } from '../../lib/record-name.ts';
import { texts } from '../../lib/texts.ts';
import { EffectDialog } from '../../ui/effect-dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';
import styles from './mapping.module.css';
import { optionsOf } from './options.ts';

type StoreRow = MethodOutput<'mapping.show'>['stores'][number];
type StorePolicy = StoreRow['policy'];

interface StoreFormProps {
  readonly company: string;
  readonly store: StoreRow;
}

/** How one store's orders become documents. What does not matter under a choice is not asked for. */
export function StoreForm({ company, store }: StoreFormProps): ReactElement {
  const [policy, setPolicy] = useState<StorePolicy>(store.policy);
  const [isChecking, setIsChecking] = useState(false);
  const change = (changes: Partial<StorePolicy>): void => setPolicy({ ...policy, ...changes });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsChecking(true);
  };
  const close = (): void => setIsChecking(false);
  return (
    <Panel title={texts.mapping.storeOf(store.storeName)} hint={store.marketplaceName}>
      <form onSubmit={submit}>
        <div className={styles['form']}>
          <Checkbox
            className={styles['wide'] ?? ''}
            label={texts.mapping.include}
            checked={policy.include}
            onChange={({ currentTarget }) => change({ include: currentTarget.checked })}
          />
          <DocumentFields company={company} policy={policy} onChange={change} />
          <TaxFields company={company} policy={policy} onChange={change} />
          <OtherFields company={company} policy={policy} onChange={change} />
        </div>
        <Group justify="flex-end" mt="md">
          <Button type="submit">{texts.mapping.reviewChange}</Button>
        </Group>
      </form>
      {isChecking && (
        <EffectDialog company={company} changes={[{ kind: 'store', storeId: store.storeId, policy }]} onSaved={close} onClose={close} />
      )}
    </Panel>
  );
}

interface FieldsProps {
  readonly company: string;
  readonly policy: StorePolicy;
  readonly onChange: (changes: Partial<StorePolicy>) => void;
}

type RecordKey =
  | 'clearingAccount'
  | 'channelCustomer'
  | 'taxCode'
  | 'zeroTaxCode'
  | 'taxItem'
  | 'class'
  | 'location'
  | 'terms'
  | 'paymentMethod';

function RecordField({
  company,
  policy,
  onChange,
  field,
  kind,
}: FieldsProps & { readonly field: RecordKey; readonly kind: ReferenceKind }): ReactElement {
  return (
    <RecordPicker
      company={company}
      kind={kind}
      label={texts.mapping[field]}
      isLabelShown
      width="100%"
      value={recordText(policy[field])}
      onPick={({ name }) => onChange({ [field]: { name } })}
      onClear={() => onChange({ [field]: null })}
    />
  );
}

function DocumentFields(props: FieldsProps): ReactElement {
  const { policy, onChange } = props;
  return (
    <>
      <NativeSelect
        label={texts.mapping.document}
        description={texts.mapping.documentHint}
        className={styles['wide'] ?? ''}
        value={policy.document}
        data={optionsOf(texts.mapping.documents)}
        onChange={({ currentTarget }) => onChange({ document: currentTarget.value as StorePolicy['document'] })} // safe: the options are these values
      />
      {policy.document !== 'invoice' && <RecordField {...props} field="clearingAccount" kind="account" />}
      {policy.document !== 'invoice' && <RecordField {...props} field="paymentMethod" kind="payment-method" />}
      <NativeSelect
        label={texts.mapping.customer}
        value={policy.customer}
        data={optionsOf(texts.mapping.customers)}
        onChange={({ currentTarget }) => onChange({ customer: currentTarget.value as StorePolicy['customer'] })} // safe: the options are these values
      />
      {policy.customer === 'channel' && <RecordField {...props} field="channelCustomer" kind="customer" />}
    </>
  );
}

function TaxFields(props: FieldsProps): ReactElement {
  const { policy, onChange } = props;
  return (
    <>
      <NativeSelect
        label={texts.mapping.tax}
        value={policy.tax}
        data={optionsOf(texts.mapping.taxes)}
        onChange={({ currentTarget }) => onChange({ tax: currentTarget.value as StorePolicy['tax'] })} // safe: the options are these values
      />
      {policy.tax === 'seller' && <RecordField {...props} field="taxCode" kind="tax-code" />}
      {policy.tax === 'liability-line' && <RecordField {...props} field="taxItem" kind="item" />}
      {policy.tax !== 'none' && <RecordField {...props} field="zeroTaxCode" kind="tax-code" />}
      <NativeSelect
        label={texts.mapping.prices}
        value={policy.prices}
        data={optionsOf(texts.mapping.pricesOf)}
        onChange={({ currentTarget }) => onChange({ prices: currentTarget.value as StorePolicy['prices'] })} // safe: the options are these values
      />
    </>
  );
}

function OtherFields(props: FieldsProps): ReactElement {
  const { policy, onChange } = props;
  return (
    <>
      <NativeSelect
        label={texts.mapping.coupon}
        value={policy.coupon}
        data={optionsOf(texts.mapping.coupons)}
        onChange={({ currentTarget }) => onChange({ coupon: currentTarget.value as StorePolicy['coupon'] })} // safe: the options are these values
      />
      <TextInput
        label={texts.mapping.currency}
        placeholder={texts.mapping.currencyHint}
        maxLength={3}
        value={policy.currency ?? ''}
        onChange={({ currentTarget }) =>
          onChange({ currency: currentTarget.value.trim() === '' ? null : currentTarget.value.trim().toUpperCase() })
        }
      />
      <NativeSelect
        label={texts.mapping.untoldTotal}
        value={policy.untold.total}
        data={optionsOf(texts.mapping.untoldTotals)}
        onChange={
          ({ currentTarget }) => onChange({ untold: { ...policy.untold, total: currentTarget.value as StorePolicy['untold']['total'] } }) // safe: the options are these values
        }
      />
      <NativeSelect
        label={texts.mapping.untoldDate}
        value={policy.untold.date}
        data={optionsOf(texts.mapping.untoldDates)}
        onChange={
          ({ currentTarget }) => onChange({ untold: { ...policy.untold, date: currentTarget.value as StorePolicy['untold']['date'] } }) // safe: the options are these values
        }
      />
      <RecordField {...props} field="terms" kind="term" />
      <RecordField {...props} field="class" kind="class" />
      <RecordField {...props} field="location" kind="location" />
    </>
  );
}
