import { Combobox, Kbd, Modal, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useCallback, useEffect, useReducer, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall } from '../../client/calls.ts';
import { plainText } from '../../lib/plain-text.ts';
import { texts } from '../../lib/texts.ts';
import { FailureText } from '../../ui/failure-card.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import styles from './palette.module.css';
import { type PaletteCommand, usePaletteCommands } from './use-palette-commands.ts';

type OrderRow = MethodOutput<'order.list'>['orders'][number];

/** One pause between two keys of a quick typist: less asks the host for every letter. */
const TYPING_MS = 150;
/** What can be seen without scrolling; the list of Review has the rest. */
const MOST_ORDERS = 8;
/** Single letters are in nearly every order. */
const LEAST_TEXT = 2;
const LONGEST_TEXT = 200;

/** Near the top, so that the list may grow without the field moving. */
const PLACE = { size: 'lg', centered: false, yOffset: '12vh', padding: 0 } as const;

interface PaletteProps {
  readonly company: string;
  readonly onClose: () => void;
  readonly showHelp: () => void;
}

/** Commands, and the orders that the host finds for what is typed; the field keeps the focus, arrows choose, Enter does. */
export function CommandPalette({ company, onClose, showHelp }: PaletteProps): ReactElement {
  const { palette } = texts;
  const [text, setText] = useState('');
  const combobox = useCombobox({ opened: true });
  const navigate = useNavigate();
  const commands = matching(usePaletteCommands(company, showHelp), text);
  const found = useFoundOrders(company, text);
  const { orders } = found;
  const wanted = text.trim();
  const toReview = (search: Readonly<Record<string, string>>): void => {
    void navigate({ to: `/c/${company}/review`, search: { states: 'all', ...search } } as never); // safe: a screen of router.tsx, text only
  };
  const onShown = useFirstChosen(combobox.selectFirstOption);

  const submit = (value: string): void => {
    if (value === AGAIN) {
      found.retry();
      return;
    }
    onClose();
    const order = orders.find(({ orderId }) => value === `order-${orderId}`);
    if (order !== undefined) {
      toReview({ q: order.orderNumber, order: String(order.orderId) });
    } else if (value === IN_LIST) {
      toReview({ q: wanted });
    } else {
      commands.find(({ id }) => id === value)?.run();
    }
  };
  return (
    <Modal opened onClose={onClose} title={palette.title} {...PLACE} classNames={{ header: styles['header'] ?? '' }}>
      <Combobox store={combobox} onOptionSubmit={submit} withinPortal={false}>
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            data-autofocus
            role="combobox"
            aria-expanded
            aria-controls={combobox.listId ?? ''}
            size="md"
            variant="unstyled"
            className={styles['field']}
            aria-label={palette.field}
            placeholder={palette.field}
            leftSection={<IconSearch size={17} aria-hidden />}
            value={text}
            maxLength={LONGEST_TEXT}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            onKeyDown={({ key, nativeEvent }) => {
              // The combobox keeps Escape from the dialog, to close a list that here is never closed.
              if (key === 'Escape' && !nativeEvent.isComposing) {
                onClose();
              }
            }}
          />
        </Combobox.EventsTarget>
        <Options commands={commands} found={found} wanted={wanted} onShown={onShown} />
      </Combobox>
      <Outcome commands={commands.length} found={found} wanted={wanted} />
    </Modal>
  );
}

/** Chooses the first option once the list is there, and lets the field name the list, whose id is only known then. */
function useFirstChosen(selectFirstOption: () => unknown): () => void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  return useCallback(() => {
    selectFirstOption();
    redraw();
  }, [selectFirstOption]);
}

const AGAIN = 'again';
const IN_LIST = 'in-list';

interface Found {
  readonly orders: readonly OrderRow[];
  readonly isSearching: boolean;
  readonly failure: Error | null;
  readonly retry: () => void;
}

function useFoundOrders(company: string, text: string): Found {
  const wanted = text.trim();
  const [search] = useDebouncedValue(wanted, TYPING_MS);
  const isAsked = wanted.length >= LEAST_TEXT && search.length >= LEAST_TEXT;
  const query = useCall('order.list', { company, filter: { search }, limit: MOST_ORDERS }, { enabled: isAsked, keepPrevious: true });
  return {
    orders: isAsked ? (query.data?.orders ?? []) : [],
    isSearching: wanted.length >= LEAST_TEXT && (search !== wanted || query.isFetching),
    failure: isAsked ? query.error : null,
    retry: () => void query.refetch(),
  };
}

interface OptionsProps {
  readonly commands: readonly PaletteCommand[];
  readonly found: Found;
  readonly wanted: string;
  /** Other options are shown now: Enter does the first of them, until an arrow chooses another. */
  readonly onShown: () => void;
}

function Options({ commands, found: { orders, failure }, wanted, onShown }: OptionsProps): ReactElement {
  const { palette } = texts;
  const shown = [...commands.map(({ id }) => id), ...orders.map(({ orderId }) => orderId)].join(' ');
  useEffect(onShown, [shown, onShown]);
  return (
    <Combobox.Options tabIndex={0} className={styles['options'] ?? ''} aria-label={palette.title}>
      {commands.length > 0 && <Combobox.Group label={palette.commands}>{commands.map(commandOption)}</Combobox.Group>}
      {(orders.length > 0 || failure !== null) && (
        <Combobox.Group label={palette.orders}>
          {orders.map(orderOption)}
          {failure !== null && <Combobox.Option value={AGAIN}>{palette.again}</Combobox.Option>}
          {orders.length > 0 && <Combobox.Option value={IN_LIST}>{palette.inList(wanted)}</Combobox.Option>}
        </Combobox.Group>
      )}
    </Combobox.Options>
  );
}

/** What came of the typing, announced; why the orders could not be searched. */
function Outcome({ commands, found, wanted }: { readonly commands: number; readonly found: Found; readonly wanted: string }): ReactElement {
  return (
    <>
      {found.failure !== null && (
        <div role="alert" className={styles['foot']}>
          {texts.palette.failed} <FailureText failure={found.failure} />
        </div>
      )}
      <Text role="status" size="xs" c="dimmed" className={styles['foot'] ?? ''}>
        {statusText(wanted, commands, found)}
      </Text>
    </>
  );
}

/** The commands that hold every word, wherever it stands, with or without its accents. */
function matching(commands: readonly PaletteCommand[], text: string): readonly PaletteCommand[] {
  const words = plainText(text).split(/\s+/u).filter(Boolean);
  return commands.filter(({ name }) => words.every((word) => plainText(name).includes(word)));
}

function statusText(wanted: string, commands: number, { orders, isSearching, failure }: Found): string {
  const { palette } = texts;
  if (isSearching) {
    return palette.searching;
  }
  return commands + orders.length === 0 && failure === null ? palette.nothing(wanted) : palette.found(commands, orders.length);
}

function commandOption({ id, name, keys }: PaletteCommand): ReactElement {
  return (
    <Combobox.Option key={id} value={id} className={styles['option'] ?? ''}>
      <span>{name}</span>
      {keys !== undefined && <Kbd size="xs">{keys}</Kbd>}
    </Combobox.Option>
  );
}

function orderOption({ orderId, orderNumber, buyer, storeName, state, total, documentNumber }: OrderRow): ReactElement {
  const rest = [buyer, storeName, documentNumber].filter((part) => part !== null && part !== '').join(' · ');
  return (
    <Combobox.Option key={orderId} value={`order-${orderId}`} className={styles['option'] ?? ''}>
      <span className={styles['order']}>
        <strong>{orderNumber}</strong> {rest}
      </span>
      <MoneyText amount={total} />
      <StateBadge state={state} />
    </Combobox.Option>
  );
}
