import { Anchor, Button, Checkbox, Group, Table, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, type RefObject, useRef } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import type { ConfigChange } from '../../ui/effect-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HiddenHeader } from '../../ui/hidden-header.tsx';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';
import { CertaintyMenu } from './certainty-menu.tsx';
import { SuggestionButtons } from './suggestion-buttons.tsx';
import { useRowKeys } from './use-row-keys.ts';
import { VirtualTable } from './virtual-table.tsx';
import styles from './mapping.module.css';

export type WaitingProduct = MethodOutput<'mapping.inbox'>['products'][number];
/** Chosen items' names by SKU. */
export type Chosen = Readonly<Record<string, string>>;

interface ProductInboxProps {
  readonly company: string;
  readonly waiting: readonly WaitingProduct[];
  /** All unmapped products, and those that the search found. */
  readonly total: number;
  readonly found: number;
  readonly text: string;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onSearch: (text: string) => void;
  readonly onEnd: () => void;
  readonly onAccept: (changes: readonly ConfigChange[]) => void;
}

const ROW_HEIGHT = 52;
const COLUMNS = 6;

/** What is unmapped, most money first; one or fifty are accepted at once. */
export function ProductInbox(props: ProductInboxProps): ReactElement {
  const { company, waiting, total, found, chosen, onChoose, onEnd, onAccept } = props;
  const table = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const choose = (sku: string, itemName: string | null): void => onChoose(withChoice(chosen, sku, itemName));
  const accepted = Object.entries(chosen).map(([sku, name]): ConfigChange => ({ kind: 'product', mapping: { sku, item: { name } } }));
  const toggle = (product: WaitingProduct | undefined): void => {
    const best = product?.suggestions[0];
    if (product !== undefined && (chosen[product.sku] !== undefined || best !== undefined)) {
      choose(product.sku, chosen[product.sku] === undefined ? (best?.itemName ?? null) : null);
    }
  };
  const { active, setActive } = useRowKeys({
    count: waiting.length,
    onToggle: (index) => toggle(waiting[index]),
    onRange: (from, to) => onChoose({ ...chosen, ...bestOf(waiting.slice(from, to + 1), chosen) }),
    onOpen: (index) => table.current?.querySelector<HTMLInputElement>(`[data-index="${index}"] input:not([type=checkbox])`)?.focus(),
    onAccept: () => accepted.length > 0 && onAccept(accepted),
    onSearch: () => search.current?.focus(),
  });
  return (
    <Panel
      title={texts.mapping.inbox}
      hint={total === 0 ? texts.mapping.inboxHint : `${texts.mapping.found(found, total)}. ${texts.mapping.inboxHint}`}
      actions={total > 0 && <InboxActions {...props} accepted={accepted} inputRef={search} />}
    >
      {waiting.length === 0 ? (
        <NothingWaits isSearch={total > 0} />
      ) : (
        <VirtualTable
          label={texts.mapping.inbox}
          count={waiting.length}
          rowHeight={ROW_HEIGHT}
          columns={COLUMNS}
          active={active}
          onEnd={onEnd}
          tableRef={table}
          head={<InboxHead />}
          row={(index, measure) => {
            const product = waiting[index];
            return product === undefined ? null : (
              <InboxRow
                key={product.sku}
                measure={measure}
                index={index}
                isActive={index === active}
                company={company}
                product={product}
                chosen={chosen[product.sku]}
                onToggle={() => toggle(product)}
                onChoose={choose}
                onActive={() => setActive(index)}
              />
            );
          }}
        />
      )}
    </Panel>
  );
}

function withChoice(chosen: Chosen, sku: string, itemName: string | null): Chosen {
  const { [sku]: _old, ...rest } = chosen;
  return itemName === null ? rest : { ...rest, [sku]: itemName };
}

/** The best suggestion of each that has one and is not chosen yet. */
function bestOf(products: readonly WaitingProduct[], chosen: Chosen): Chosen {
  return Object.fromEntries(
    products.flatMap(({ sku, suggestions: [best] }) => (best === undefined || chosen[sku] !== undefined ? [] : [[sku, best.itemName]])),
  );
}

interface SearchFieldProps {
  readonly text: string;
  readonly onSearch: (text: string) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

function SearchField({ text, onSearch, inputRef }: SearchFieldProps): ReactElement {
  return (
    <TextInput
      ref={inputRef}
      type="search"
      size="xs"
      w={190}
      aria-label={texts.mapping.search}
      placeholder={texts.mapping.search}
      value={text}
      onChange={({ currentTarget }) => onSearch(currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
}

function NothingWaits({ isSearch }: { readonly isSearch: boolean }): ReactElement {
  return isSearch ? (
    <EmptyState title={texts.mapping.noneFound} hint={texts.mapping.noneFoundHint} />
  ) : (
    <EmptyState title={texts.mapping.nothingWaits} hint={texts.mapping.nothingWaitsHint} />
  );
}

function InboxHead(): ReactElement {
  return (
    <Table.Tr>
      <HiddenHeader width={28} name={texts.review.columns.select} />
      <Table.Th>{texts.mapping.product}</Table.Th>
      <Table.Th ta="right">{texts.mapping.orders}</Table.Th>
      <Table.Th ta="right">{texts.mapping.heldUp}</Table.Th>
      <Table.Th>{texts.mapping.suggestions}</Table.Th>
      <Table.Th w={240}>{texts.mapping.item}</Table.Th>
    </Table.Tr>
  );
}

interface InboxRowProps {
  readonly company: string;
  readonly product: WaitingProduct;
  readonly index: number;
  readonly isActive: boolean;
  readonly chosen: string | undefined;
  readonly measure: (element: HTMLElement | null) => void;
  readonly onToggle: () => void;
  readonly onChoose: (sku: string, itemName: string | null) => void;
  readonly onActive: () => void;
}

function InboxRow({ company, product, index, isActive, chosen, measure, onToggle, onChoose, onActive }: InboxRowProps): ReactElement {
  const { sku, name, count, heldUp, suggestions } = product;
  return (
    <Table.Tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-current={isActive}
      className={styles['row'] ?? ''}
      onFocus={onActive}
      onClick={onActive}
    >
      <Table.Td>
        <Checkbox
          aria-label={texts.mapping.chooseProduct(name)}
          checked={chosen !== undefined}
          disabled={chosen === undefined && suggestions.length === 0}
          onChange={onToggle}
        />
      </Table.Td>
      <ProductCell company={company} product={product} />
      <Table.Td ta="right">{formatCount(count)}</Table.Td>
      <Table.Td ta="right">
        <MoneyTotals totals={heldUp} />
      </Table.Td>
      <Table.Td>
        <SuggestionButtons what={name} suggestions={suggestions} chosen={chosen} onChoose={(itemName) => onChoose(sku, itemName)} />
      </Table.Td>
      <Table.Td>
        <RecordPicker
          company={company}
          kind="item"
          label={texts.mapping.choose(name)}
          value={chosen ?? ''}
          onPick={(record) => onChoose(sku, record.name)}
          onClear={() => onChoose(sku, null)}
        />
      </Table.Td>
    </Table.Tr>
  );
}

function ProductCell({ company, product }: { readonly company: string; readonly product: WaitingProduct }): ReactElement {
  const { sku, name, exampleOrderIds } = product;
  const [example] = exampleOrderIds;
  return (
    <Table.Td>
      {name}
      <Text size="xs" c="dimmed">
        {sku.toLowerCase() === name.trim().toLowerCase() ? texts.mapping.noSku : sku.toUpperCase()}
        {example !== undefined && (
          <>
            {' · '}
            <Anchor
              component={Link}
              size="xs"
              underline="always"
              to={`/c/${company}/review`}
              search={{ states: 'all', order: String(example) } as never}
            >
              {texts.mapping.example}
            </Anchor>
          </>
        )}
      </Text>
    </Table.Td>
  );
}

interface InboxActionsProps extends Pick<ProductInboxProps, 'company' | 'text' | 'onSearch' | 'onChoose' | 'onAccept'> {
  readonly accepted: readonly ConfigChange[];
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

function InboxActions({ company, text, onSearch, onChoose, onAccept, accepted, inputRef }: InboxActionsProps): ReactElement {
  return (
    <Group gap="xs">
      <SearchField text={text} onSearch={onSearch} inputRef={inputRef} />
      {accepted.length > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={() => onChoose({})}>
          {texts.mapping.clearChosen}
        </Button>
      )}
      <CertaintyMenu company={company} onAccept={onAccept} />
      <Button size="compact-sm" disabled={accepted.length === 0} onClick={() => onAccept(accepted)}>
        {texts.mapping.accept(accepted.length)}
      </Button>
    </Group>
  );
}
