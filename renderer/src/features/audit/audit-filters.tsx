import { Button, Group, TextInput } from '@mantine/core';
import type { FormEvent, ReactElement } from 'react';

import { useDraft } from '../../lib/draft.ts';
import type { SearchTexts } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import type { AuditFilter } from './audit-screen.tsx';

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly onChange: (changes: SearchTexts) => void;
}

type Draft = Readonly<Record<'q' | 'orderId' | 'kind' | 'actor' | 'from' | 'to', string>>;

function draftOf({ search, orderId, kind, actor, from, to }: AuditFilter): Draft {
  return {
    q: search ?? '',
    orderId: orderId === undefined ? '' : String(orderId),
    kind: kind ?? '',
    actor: actor ?? '',
    from: from?.slice(0, 10) ?? '',
    to: to?.slice(0, 10) ?? '',
  };
}

export function AuditFilters({ filter, onChange }: AuditFiltersProps): ReactElement {
  const [draft, setDraft] = useDraft(filter, draftOf);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onChange(draft);
  };
  const field = (key: keyof Draft, label: string, width: number, type = 'text'): ReactElement => (
    <TextInput
      label={label}
      w={width}
      type={type}
      value={draft[key]}
      onChange={({ currentTarget }) => setDraft({ ...draft, [key]: currentTarget.value })}
    />
  );
  return (
    <form onSubmit={submit} role="search" aria-label={texts.audit.title}>
      <Group align="flex-end" gap="xs" mb="sm">
        {field('q', texts.audit.search, 220)}
        {field('orderId', texts.audit.orderId, 110)}
        {field('kind', texts.audit.kind, 140)}
        {field('actor', texts.audit.actor, 130)}
        {field('from', texts.audit.from, 130, 'date')}
        {field('to', texts.audit.to, 130, 'date')}
        <Button type="submit" variant="default">
          {texts.common.search}
        </Button>
        <Button variant="subtle" onClick={() => onChange({ q: '', orderId: '', kind: '', actor: '', from: '', to: '' })}>
          {texts.common.clear}
        </Button>
      </Group>
    </form>
  );
}
