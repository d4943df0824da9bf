import { Checkbox, NativeSelect, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import { recordText } from '../../lib/record-name.ts';
import { texts } from '../../lib/texts.ts';
import { RecordPicker } from '../../ui/record-picker.tsx';
import type { StoreRow } from './propose-store.ts';

/** "Invoice with payment" and its arrow, in pixels. */
const LONGEST_CHOICE = 168;

type Policy = StoreRow['policy'];

interface StoreLineProps {
  readonly company: string;
  readonly store: StoreRow;
  readonly policy: Policy;
  readonly onChange: (changed: Partial<Policy>) => void;
}

/** One store: whether it takes part, what its orders become, where they are paid to, whose they are, and who owes their tax. */
export function StoreLine({ company, store: { storeName, marketplaceName }, policy, onChange }: StoreLineProps): ReactElement {
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          aria-label={texts.setUp.includeStore(storeName)}
          checked={policy.include}
          onChange={({ currentTarget }) => onChange({ include: currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        {storeName} <Channel name={marketplaceName === storeName ? null : marketplaceName} />
      </Table.Td>
      <Table.Td>
        <Choice
          label={texts.setUp.documentOf(storeName)}
          isOff={!policy.include}
          names={texts.setUp.documents}
          value={policy.document}
          onChange={(document) => onChange({ document })}
        />
      </Table.Td>
      <Records company={company} storeName={storeName} policy={policy} onChange={onChange} />
      <Table.Td>
        <Choice
          label={texts.setUp.taxOf(storeName)}
          isOff={!policy.include}
          names={texts.setUp.taxes}
          value={policy.tax}
          onChange={(tax) => onChange({ tax })}
        />
      </Table.Td>
    </Table.Tr>
  );
}

type RecordsProps = Pick<StoreLineProps, 'company' | 'policy' | 'onChange'> & { readonly storeName: string };

function Records({ company, storeName, policy, onChange }: RecordsProps): ReactElement {
  return (
    <>
      <Table.Td>
        {policy.include && policy.document !== 'invoice' && (
          <RecordPicker
            company={company}
            kind="account"
            label={texts.setUp.clearingOf(storeName)}
            width={152}
            value={recordText(policy.clearingAccount)}
            onPick={({ name }) => onChange({ clearingAccount: { name } })}
          />
        )}
      </Table.Td>
      <Table.Td>
        {policy.include && (
          <RecordPicker
            company={company}
            kind="customer"
            label={texts.setUp.customerOf(storeName)}
            placeholder={texts.setUp.eachBuyer}
            width={152}
            value={policy.customer === 'channel' ? recordText(policy.channelCustomer) : ''}
            onPick={({ name }) => onChange({ customer: 'channel', channelCustomer: { name } })}
            onClear={() => onChange({ customer: 'per-buyer' })}
          />
        )}
      </Table.Td>
    </>
  );
}

function Channel({ name }: { readonly name: string | null }): ReactElement {
  return (
    <Text size="xs" c="dimmed">
      {name}
    </Text>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly isOff: boolean;
  /** The options, from the catalogue. */
  readonly names: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, isOff, names, value, onChange }: ChoiceProps<Value>): ReactElement {
  return (
    <NativeSelect
      size="xs"
      miw={LONGEST_CHOICE}
      aria-label={label}
      disabled={isOff}
      value={value}
      // Safe: the catalogue has exactly these keys.
      data={(Object.keys(names) as Value[]).map((each) => ({ value: each, label: names[each] }))}
      onChange={({ currentTarget }) => onChange(currentTarget.value as Value)} // safe: the options are these values
    />
  );
}
