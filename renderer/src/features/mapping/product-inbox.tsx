import { Anchor, Button, Checkbox, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import type { ConfigChange } from '../../ui/effect-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HiddenHeader } from '../../ui/hidden-header.tsx';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';

type Waiting = MethodOutput<'mapping.inbox'>['products'];
/** Chosen items' names by SKU. */
type Chosen = Readonly<Record<string, string>>;

interface ProductInboxProps {
  readonly company: string;
  readonly waiting: Waiting;
  readonly onAccept: (changes: readonly ConfigChange[]) => void;
}

/** A product without SKU is mapped by its name, as planning looks it up. */
const keyOf = ({ sku, name }: Waiting[number]): string => sku ?? name;

/** What is unmapped, most money first; one or fifty are accepted at once. */
export function ProductInbox({ company, waiting, onAccept }: ProductInboxProps): ReactElement {
  const [chosen, setChosen] = useState<Chosen>({});
  const choose = (sku: string, itemName: string | null): void =>
    setChosen(({ [sku]: _old, ...rest }) => (itemName === null ? rest : { ...rest, [sku]: itemName }));
  const accepted = waiting.flatMap((product): ConfigChange[] => {
    const sku = keyOf(product);
    const itemName = chosen[sku];
    return itemName === undefined ? [] : [{ kind: 'product', mapping: { sku, item: { name: itemName } } }];
  });
  const suggested = Object.fromEntries(
    waiting.flatMap((product) => (product.suggestions[0] === undefined ? [] : [[keyOf(product), product.suggestions[0].itemName]])),
  );
  const actions = (
    <Group gap="xs">
      <Button
        size="compact-sm"
        variant="default"
        disabled={Object.keys(suggested).length === 0}
        onClick={() => setChosen({ ...suggested, ...chosen })}
      >
        {texts.mapping.acceptSuggested(Object.keys(suggested).length)}
      </Button>
      <Button size="compact-sm" disabled={accepted.length === 0} onClick={() => onAccept(accepted)}>
        {texts.mapping.accept(accepted.length)}
      </Button>
    </Group>
  );
  return (
    <Panel title={texts.mapping.inbox} hint={texts.mapping.inboxHint} actions={waiting.length > 0 && actions}>
      {waiting.length === 0 ? (
        <EmptyState title={texts.mapping.nothingWaits} hint={texts.mapping.nothingWaitsHint} />
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <HiddenHeader width={28} name={texts.review.columns.select} />
              <Table.Th>{texts.mapping.product}</Table.Th>
              <Table.Th ta="right">{texts.mapping.orders}</Table.Th>
              <Table.Th ta="right">{texts.mapping.heldUp}</Table.Th>
              <Table.Th>{texts.mapping.suggestions}</Table.Th>
              <Table.Th w={240}>{texts.mapping.item}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {waiting.map((product) => (
              <InboxRow
                key={`${product.sku ?? ''} ${product.name}`}
                company={company}
                product={product}
                chosen={chosen[keyOf(product)]}
                onChoose={choose}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

interface InboxRowProps {
  readonly company: string;
  readonly product: Waiting[number];
  readonly chosen: string | undefined;
  readonly onChoose: (sku: string, itemName: string | null) => void;
}

function InboxRow({ company, product, chosen, onChoose }: InboxRowProps): ReactElement {
  const { name, count, heldUp, suggestions } = product;
  const sku = keyOf(product);
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          aria-label={texts.mapping.chooseProduct(name)}
          checked={chosen !== undefined}
          disabled={chosen === undefined && suggestions.length === 0}
          onChange={() => onChoose(sku, chosen === undefined ? (suggestions[0]?.itemName ?? null) : null)}
        />
      </Table.Td>
      <ProductCell company={company} product={product} />
      <Table.Td ta="right">{formatCount(count)}</Table.Td>
      <Table.Td ta="right">
        <MoneyTotals totals={heldUp} />
      </Table.Td>
      <Table.Td>
        <Suggestions suggestions={suggestions} chosen={chosen} onChoose={(itemName) => onChoose(sku, itemName)} />
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

function ProductCell({ company, product }: { readonly company: string; readonly product: Waiting[number] }): ReactElement {
  const { sku, name, exampleOrderIds } = product;
  const [example] = exampleOrderIds;
  return (
    <Table.Td>
      {name}
      <Text size="xs" c="dimmed">
        {sku ?? texts.mapping.noSku}
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

interface SuggestionsProps {
  readonly suggestions: Waiting[number]['suggestions'];
  readonly chosen: string | undefined;
  readonly onChoose: (itemName: string) => void;
}

/** Each with its reason: nothing is mapped on a suggestion alone. */
function Suggestions({ suggestions, chosen, onChoose }: SuggestionsProps): ReactElement {
  return (
    <Group gap={4}>
      {suggestions.map(({ itemId, itemName, reason }) => (
        <Button
          key={itemId}
          size="compact-xs"
          variant={chosen === itemName ? 'filled' : 'default'}
          aria-pressed={chosen === itemName}
          onClick={() => onChoose(itemName)}
        >
          {itemName} · {texts.told.because(reason)}
        </Button>
      ))}
    </Group>
  );
}
