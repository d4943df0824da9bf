import { Autocomplete, Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';

import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';
import { recordText } from '../../lib/record-name.ts';
import { texts } from '../../lib/texts.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { RecordPicker } from '../../ui/record-picker.tsx';

export type PaymentMapping = Extract<MethodInput<'mapping.save'>['changes'][number], { kind: 'payment-method' }>['mapping'];
type StoreRows = MethodOutput<'mapping.show'>['stores'];

interface PaymentDialogProps {
  readonly company: string;
  readonly mapping: PaymentMapping;
  readonly stores: StoreRows;
  /** Ways of paying that orders name, offered while one is typed. */
  readonly known: readonly string[];
  readonly onDone: (mapping: PaymentMapping) => void;
  readonly onClose: () => void;
}

/** One way of paying: of one store or all, and what its money is recorded as. What is left empty goes by the store. */
export function PaymentDialog({ company, mapping, stores, known, onDone, onClose }: PaymentDialogProps): ReactElement {
  useFocusReturn();
  const [draft, setDraft] = useState(mapping);
  const change = (changes: Partial<PaymentMapping>): void => setDraft({ ...draft, ...changes });
  const paymentMethod = draft.match.paymentMethod.trim();
  const isComplete = paymentMethod !== '' && (draft.method !== null || draft.account !== null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isComplete) {
      onDone({ ...draft, match: { ...draft.match, paymentMethod } });
    }
  };
  return (
    <Modal opened onClose={onClose} title={texts.mapping.paymentTitle}>
      <form onSubmit={submit}>
        <Stack gap="xs">
          <Text size="xs" c="dimmed">
            {texts.mapping.paymentNeeds}
          </Text>
          <Autocomplete
            data-autofocus
            label={texts.mapping.wayOfPaying}
            description={texts.mapping.wayOfPayingHint}
            size="xs"
            data={[...known]}
            maxLength={200}
            value={draft.match.paymentMethod}
            onChange={(text) => change({ match: { ...draft.match, paymentMethod: text } })}
          />
          <NativeSelect
            label={texts.mapping.store}
            value={draft.match.store === undefined ? '' : String(draft.match.store)}
            onChange={({ currentTarget }) =>
              change({
                match: {
                  paymentMethod: draft.match.paymentMethod,
                  ...(currentTarget.value === '' ? {} : { store: Number(currentTarget.value) }),
                },
              })
            }
            data={[
              { value: '', label: texts.mapping.anyStore },
              ...stores.map(({ storeId, storeName }) => ({ value: String(storeId), label: storeName })),
            ]}
          />
          <RecordFields company={company} draft={draft} onChange={change} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" disabled={!isComplete}>
              {texts.mapping.reviewChange}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface RecordFieldsProps {
  readonly company: string;
  readonly draft: PaymentMapping;
  readonly onChange: (changes: Partial<PaymentMapping>) => void;
}

function RecordFields({ company, draft: { method, account }, onChange }: RecordFieldsProps): ReactElement {
  const shared = { company, isLabelShown: true, width: '100%', placeholder: texts.mapping.asStore } as const;
  return (
    <>
      <RecordPicker
        {...shared}
        kind="payment-method"
        label={texts.mapping.booksMethod}
        value={recordText(method)}
        onPick={({ name }) => onChange({ method: { name } })}
        onClear={() => onChange({ method: null })}
      />
      <RecordPicker
        {...shared}
        kind="account"
        label={texts.mapping.moneyAccount}
        description={texts.mapping.moneyAccountHint}
        value={recordText(account)}
        onPick={({ name }) => onChange({ account: { name } })}
        onClear={() => onChange({ account: null })}
      />
    </>
  );
}
