import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';

import { texts } from '../lib/texts.ts';
import styles from './frame.module.css';

/** From every screen to the review list, over all states: who looks for one order does not know its state. */
export function SearchBox({ company }: { readonly company: string }): ReactElement {
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const search = text.trim();
    if (search !== '') {
      void navigate({ to: `/c/${company}/review`, search: { q: search, states: 'all' } } as never); // safe: a screen of router.tsx, text only
      setText('');
    }
  };
  return (
    <form role="search" className={styles['search']} onSubmit={submit}>
      <TextInput
        aria-label={texts.frame.searchLabel}
        placeholder={texts.frame.searchHint}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        maxLength={200}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
    </form>
  );
}
