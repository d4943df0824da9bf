import { Combobox, InputBase, Loader, Text, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { ReferenceKind } from '../../../shared/domain/books/reference.ts';
import { useCall } from '../client/calls.ts';
import { texts } from '../lib/texts.ts';
import { FailureText } from './failure-card.tsx';

export type BooksRecord = MethodOutput<'reference.search'>['records'][number];

interface RecordPickerProps {
  readonly company: string;
  readonly kind: ReferenceKind;
  readonly label: string;
  /** What is chosen now, as text; empty for nothing. */
  readonly value: string;
  readonly onPick: (record: BooksRecord) => void;
  /** Offered where nothing may be chosen. */
  readonly onClear?: (() => void) | undefined;
  /** Whether the label is drawn above the field, or only read out. */
  readonly isLabelShown?: boolean;
  readonly description?: string | undefined;
  /** What an empty field means. */
  readonly placeholder?: string;
  readonly width?: number | string;
}

const SEARCH_DELAY_MS = 150;
const SHOWN = 30;

/** Finds a record of the books by name or SKU. */
export function RecordPicker({
  company,
  kind,
  label,
  value,
  onPick,
  onClear,
  isLabelShown = false,
  description,
  placeholder = texts.common.search,
  width = 220,
}: RecordPickerProps): ReactElement {
  const [text, setText] = useState<string | null>(null);
  const [asked] = useDebouncedValue(text ?? '', SEARCH_DELAY_MS);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setText(null);
    },
  });
  const found = useCall(
    'reference.search',
    { company, kind, text: asked, limit: SHOWN },
    { enabled: combobox.dropdownOpened, keepPrevious: true },
  );
  const records = found.data?.records ?? [];
  const pick = (id: string): void => {
    const record = records.find((candidate) => candidate.id === id);
    if (record !== undefined) {
      onPick(record);
    }
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={pick} withinPortal>
      <Combobox.Target>
        <InputBase
          size="xs"
          w={width}
          {...(isLabelShown ? { label, description } : { 'aria-label': label })}
          value={text ?? value}
          placeholder={placeholder}
          rightSection={rightSection(found.isFetching, value, onClear)}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Records label={label} records={records} failure={found.error} isPending={found.isPending} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

interface RecordsProps {
  readonly label: string;
  readonly records: readonly BooksRecord[];
  readonly failure: Error | null;
  readonly isPending: boolean;
}

function Records({ label, records, failure, isPending }: RecordsProps): ReactElement {
  return (
    <Combobox.Options mah={260} style={{ overflowY: 'auto' }} aria-label={label}>
      {failure !== null && (
        <Combobox.Empty role="alert" ta="left">
          <FailureText failure={failure} />
        </Combobox.Empty>
      )}
      {failure === null && records.length === 0 && (
        <Combobox.Empty>{isPending ? texts.common.loading : texts.mapping.noRecord}</Combobox.Empty>
      )}
      {records.map((record) => (
        <Combobox.Option key={record.id} value={record.id} disabled={!record.active}>
          <Text size="sm">{record.name}</Text>
          {(record.note !== null || !record.active) && (
            <Text size="xs" c="dimmed">
              {record.active ? record.note : texts.mapping.inactive}
            </Text>
          )}
        </Combobox.Option>
      ))}
    </Combobox.Options>
  );
}

function rightSection(isFetching: boolean, value: string, onClear: (() => void) | undefined): ReactElement {
  if (isFetching) {
    return <Loader size={12} />;
  }
  return onClear !== undefined && value !== '' ? (
    <Combobox.ClearButton size="xs" aria-label={texts.common.clear} onClear={onClear} />
  ) : (
    <Combobox.Chevron />
  );
}
