import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';

import { useKeys } from '../lib/keys.ts';
import { texts } from '../lib/texts.ts';
import { hasUnsaved } from '../lib/unsaved.ts';
import styles from './frame.module.css';

/** A person who types is not interrupted by each letter. */
const TYPING_MS = 250;
/** A single letter finds everything. */
const LEAST = 2;

/** From every screen to the review list, over all states: who looks for one order does not know its state. */
export function SearchBox({ company }: { readonly company: string }): ReactElement {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const show = useShowFound(company);
  const showSoon = useDebouncedCallback(show, TYPING_MS);
  useKeys({ '/': () => field.current?.focus() }, 'frame');
  const clear = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      showSoon.cancel();
      setText('');
      show('');
    }
  };
  return (
    <form
      role="search"
      className={styles['search']}
      onSubmit={(event) => {
        event.preventDefault();
        showSoon.cancel();
        if (text.trim() !== '') {
          show(text.trim());
          setText(hasUnsaved() ? text : '');
        }
      }}
    >
      <TextInput
        ref={field}
        aria-label={texts.frame.searchLabel}
        placeholder={texts.frame.searchHint}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        maxLength={200}
        onKeyDown={clear}
        onChange={({ currentTarget: { value } }) => {
          setText(value);
          // Where a form is half filled in, only Enter leaves it, and asks.
          if (value.trim().length >= LEAST && !hasUnsaved()) {
            showSoon(value.trim());
          } else {
            showSoon.cancel();
          }
        }}
      />
    </form>
  );
}

/** Shows in Review what a text finds; an empty text takes back a search that is shown. One search is one step back, however it was typed. */
function useShowFound(company: string): (search: string) => void {
  const navigate = useNavigate();
  const router = useRouter();
  return (search) => {
    const to = `/c/${company}/review`;
    const { pathname, search: shown } = router.state.location;
    const isShown = pathname === to && 'q' in shown;
    if (search !== '') {
      void navigate({ to, search: { q: search, states: 'all' }, replace: isShown } as never); // safe: a screen of router.tsx, text only
    } else if (isShown) {
      void navigate({ to, search: {}, replace: true } as never); // safe: as above
    }
  };
}
