import { Autocomplete, Button, Group, Modal, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';

import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';
import type { RecordName } from '../../../../shared/domain/config/config.ts';
import { recordText } from '../../lib/record-name.ts';
import { texts } from '../../lib/texts.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { RecordPicker } from '../../ui/record-picker.tsx';

export type MethodMapping = Extract<MethodInput<'mapping.save'>['changes'][number], { kind: 'shipping-method' }>['mapping'];
type StoreRows = MethodOutput<'mapping.show'>['stores'];
export type CarrierRows = MethodOutput<'mapping.show'>['carriers'];

/** "Expedited · ups · Harbor & Pine": what the mapping matches, for people. */
export function matchText({ requestedService, carrierCode, serviceCode, store }: MethodMapping['match'], stores: StoreRows): string {
  const storeName =
    store === undefined ? undefined : (stores.find(({ storeId }) => storeId === store)?.storeName ?? `${texts.mapping.store} ${store}`);
  return [requestedService, carrierCode, serviceCode, storeName].filter((part) => part !== undefined).join(' · ');
}

interface ShippingDialogProps {
  readonly company: string;
  readonly mapping: MethodMapping;
  readonly stores: StoreRows;
  readonly carriers: CarrierRows;
  readonly onDone: (mapping: MethodMapping) => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly requestedService: string;
  readonly carrierCode: string;
  readonly serviceCode: string;
  readonly store: string;
  readonly item: string;
  readonly makes: boolean;
  readonly account: string;
}

function draftOf({ match, item, createWithAccount }: MethodMapping): Draft {
  return {
    requestedService: match.requestedService ?? '',
    carrierCode: match.carrierCode ?? '',
    serviceCode: match.serviceCode ?? '',
    store: match.store === undefined ? '' : String(match.store),
    item: recordText(item),
    makes: createWithAccount != null,
    account: recordText(createWithAccount),
  };
}

/** A record that was not touched stays as it was named, by Id or by name. */
function recordOf(text: string, before: RecordName | null | undefined): RecordName {
  return before !== null && before !== undefined && recordText(before) === text ? before : { name: text };
}

function mappingOf(draft: Draft, before: MethodMapping): MethodMapping | null {
  const match = {
    ...(draft.requestedService.trim() === '' ? {} : { requestedService: draft.requestedService.trim() }),
    ...(draft.carrierCode.trim() === '' ? {} : { carrierCode: draft.carrierCode.trim() }),
    ...(draft.serviceCode.trim() === '' ? {} : { serviceCode: draft.serviceCode.trim() }),
    ...(draft.store === '' ? {} : { store: Number(draft.store) }),
  };
  const isComplete = Object.keys(match).length > 0 && draft.item.trim() !== '' && (!draft.makes || draft.account !== '');
  return isComplete
    ? {
        match,
        item: recordOf(draft.item.trim(), before.item),
        createWithAccount: draft.makes ? recordOf(draft.account, before.createWithAccount) : null,
      }
    : null;
}

/** One method: what it matches, and the item that its income account hangs on. An invoice line names an item, not an account. */
export function ShippingDialog({ company, mapping, stores, carriers, onDone, onClose }: ShippingDialogProps): ReactElement {
  useFocusReturn();
  const [draft, setDraft] = useState(() => draftOf(mapping));
  const change = (changes: Partial<Draft>): void => setDraft({ ...draft, ...changes });
  const made = mappingOf(draft, mapping);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (made !== null) {
      onDone(made);
    }
  };
  return (
    <Modal opened onClose={onClose} title={texts.mapping.methodTitle}>
      <form onSubmit={submit}>
        <Stack gap="xs">
          <Text size="xs" c="dimmed">
            {texts.mapping.methodNeedsMatch}
          </Text>
          <MatchFields draft={draft} stores={stores} carriers={carriers} onChange={change} />
          <ItemFields company={company} draft={draft} onChange={change} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" disabled={made === null}>
              {texts.mapping.reviewChange}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface MatchFieldsProps {
  readonly draft: Draft;
  readonly stores: StoreRows;
  readonly carriers: CarrierRows;
  readonly onChange: (changes: Partial<Draft>) => void;
}

/** A field of codes that offers those of the account by their names; any other code may be typed. */
function CodeField({
  label,
  value,
  names,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly names: ReadonlyMap<string, string>;
  readonly onChange: (value: string) => void;
}): ReactElement {
  return (
    <Autocomplete
      label={label}
      value={value}
      onChange={onChange}
      data={[...names.keys()]}
      description={names.get(value.trim()) ?? texts.mapping.anyCode}
      filter={({ options, search }) =>
        options.filter(
          (option) =>
            'value' in option && `${option.value} ${names.get(option.value) ?? ''}`.toLowerCase().includes(search.trim().toLowerCase()),
        )
      }
      renderOption={({ option }) => texts.mapping.codeAndName(option.value, names.get(option.value) ?? '')}
    />
  );
}

function MatchFields({ draft, stores, carriers, onChange }: MatchFieldsProps): ReactElement {
  const carrierNames = new Map(carriers.map(({ carrierCode, name }) => [carrierCode, name]));
  const chosen = carriers.filter(({ carrierCode }) => draft.carrierCode.trim() === '' || carrierCode === draft.carrierCode.trim());
  const serviceNames = new Map(chosen.flatMap(({ services }) => services.map(({ serviceCode, name }) => [serviceCode, name] as const)));
  return (
    <>
      <TextInput
        data-autofocus
        label={texts.mapping.requestedService}
        value={draft.requestedService}
        onChange={({ currentTarget }) => onChange({ requestedService: currentTarget.value })}
      />
      <Group grow>
        <CodeField
          label={texts.mapping.carrier}
          value={draft.carrierCode}
          names={carrierNames}
          onChange={(carrierCode) => onChange({ carrierCode })}
        />
        <CodeField
          label={texts.mapping.service}
          value={draft.serviceCode}
          names={serviceNames}
          onChange={(serviceCode) => onChange({ serviceCode })}
        />
      </Group>
      <NativeSelect
        label={texts.mapping.store}
        value={draft.store}
        onChange={({ currentTarget }) => onChange({ store: currentTarget.value })}
        data={[
          { value: '', label: texts.mapping.anyStore },
          ...stores.map(({ storeId, storeName }) => ({ value: String(storeId), label: storeName })),
        ]}
      />
    </>
  );
}

interface ItemFieldsProps {
  readonly company: string;
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
}

function ItemFields({ company, draft, onChange }: ItemFieldsProps): ReactElement {
  return (
    <>
      <SegmentedControl
        size="xs"
        value={draft.makes ? 'make' : 'use'}
        onChange={(value) => onChange({ makes: value === 'make' })}
        data={[
          { value: 'use', label: texts.mapping.useItem },
          { value: 'make', label: texts.mapping.makeItem },
        ]}
      />
      {draft.makes ? (
        <>
          <TextInput
            label={texts.mapping.createItemName}
            value={draft.item}
            onChange={({ currentTarget }) => onChange({ item: currentTarget.value })}
          />
          <RecordPicker
            company={company}
            kind="account"
            label={texts.mapping.createAccount}
            isLabelShown
            width="100%"
            value={draft.account}
            onPick={({ name }) => onChange({ account: name })}
          />
          {draft.item !== '' && draft.account !== '' && <Text size="xs">{texts.mapping.createNote(draft.item, draft.account)}</Text>}
        </>
      ) : (
        <RecordPicker
          company={company}
          kind="item"
          label={texts.mapping.item}
          isLabelShown
          width="100%"
          value={draft.item}
          onPick={({ name }) => onChange({ item: name })}
        />
      )}
    </>
  );
}
