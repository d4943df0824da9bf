import { Button, Group, NativeSelect, Pill, TextInput } from '@mantine/core';
import type { FormEvent, ReactElement } from 'react';

import { useCall } from '../../client/calls.ts';
import { useDraft } from '../../lib/draft.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { type AuditAddress, NO_FILTER } from './audit-address.ts';

interface AuditFiltersProps {
  readonly company: string;
  readonly address: AuditAddress;
  readonly onChange: (changes: AuditAddress) => void;
}

const asIs = (address: AuditAddress): AuditAddress => address;

/** What the entries are narrowed down to; typed fields count with Enter, a kind and days at once. */
export function AuditFilters({ company, address, onChange }: AuditFiltersProps): ReactElement {
  const [draft, setDraft] = useDraft(address, asIs);
  const kinds = useCall('audit.kinds', { company }).data?.kinds ?? [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onChange(draft);
  };
  const field = (key: keyof AuditAddress, label: string, width: number): ReactElement => (
    <TextInput
      label={label}
      w={width}
      value={draft[key]}
      onChange={({ currentTarget }) => setDraft({ ...draft, [key]: currentTarget.value })}
    />
  );
  const day = (key: 'from' | 'to', label: string): ReactElement => (
    <TextInput
      type="date"
      label={label}
      w={140}
      value={draft[key]}
      onChange={({ currentTarget }) => onChange({ ...draft, [key]: currentTarget.value })}
    />
  );
  const isFiltered = Object.values(address).some((value) => value !== '');
  return (
    <form onSubmit={submit} role="search" aria-label={texts.audit.title}>
      <Group align="flex-end" gap="xs" mb="sm">
        {field('q', texts.audit.search, 200)}
        {field('order', texts.audit.order, 120)}
        {field('customer', texts.audit.customer, 150)}
        {field('document', texts.audit.documentOf, 120)}
        {field('actor', texts.audit.actor, 140)}
        <NativeSelect
          label={texts.audit.kind}
          w={220}
          value={draft.kind}
          data={[
            { value: '', label: texts.audit.everyKind },
            ...kinds.map(({ kind, count }) => ({ value: kind, label: `${texts.audit.kindName(kind)} (${formatCount(count)})` })),
          ]}
          onChange={({ currentTarget }) => onChange({ ...draft, kind: currentTarget.value })}
        />
        {day('from', texts.audit.from)}
        {day('to', texts.audit.to)}
        <Button type="submit" variant="default">
          {texts.common.search}
        </Button>
        <Button variant="subtle" disabled={!isFiltered} onClick={() => onChange(NO_FILTER)}>
          {texts.common.clear}
        </Button>
        {address.run !== '' && (
          <Pill
            withRemoveButton
            removeButtonProps={{ 'aria-label': texts.audit.removeRun }}
            onRemove={() => onChange({ ...draft, run: '' })}
          >
            {texts.audit.ofRun}
          </Pill>
        )}
      </Group>
    </form>
  );
}
