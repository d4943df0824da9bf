import { Button, Table, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useCallback, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { usePages } from '../../client/calls.ts';
import { formatCount } from '../../lib/format.ts';
import { recordText } from '../../lib/record-name.ts';
import { texts } from '../../lib/texts.ts';
import type { ConfigChange } from '../../ui/effect-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HiddenHeader } from '../../ui/hidden-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';
import { VirtualTable } from './virtual-table.tsx';

type Product = MethodOutput<'mapping.products'>['products'][number];

interface ProductMappingsProps {
  readonly company: string;
  /** All product mappings. */
  readonly total: number;
  readonly onChange: (change: ConfigChange) => void;
}

const SEARCH_DELAY_MS = 150;
const PAGE = 200;
const ROW_HEIGHT = 40;
const COLUMNS = 3;

/** The mappings that are there, searched and paged by the host: a shop has tens of thousands. */
export function ProductMappings({ company, total, onChange }: ProductMappingsProps): ReactElement {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, SEARCH_DELAY_MS);
  const query = usePages('mapping.products', { company, text: asked, limit: PAGE }, { keepPrevious: true });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <Panel
      title={`${texts.mapping.existing} (${formatCount(total)})`}
      actions={
        total > 0 && (
          <TextInput
            type="search"
            size="xs"
            w={190}
            aria-label={texts.mapping.filter}
            placeholder={texts.mapping.filter}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        )
      }
    >
      {total === 0 ? (
        <EmptyState title={texts.mapping.noExisting} hint={texts.mapping.noExistingHint} />
      ) : (
        <QueryView query={query}>
          {({ pages }) => {
            const products = pages.flatMap((page) => page.products);
            return products.length === 0 ? (
              <EmptyState title={texts.mapping.noMappingFound} hint={texts.mapping.noneFoundHint} />
            ) : (
              <VirtualTable
                label={texts.mapping.existing}
                count={products.length}
                rowHeight={ROW_HEIGHT}
                columns={COLUMNS}
                onEnd={more}
                head={
                  <Table.Tr>
                    <Table.Th>{texts.mapping.sku}</Table.Th>
                    <Table.Th>{texts.mapping.item}</Table.Th>
                    <HiddenHeader width={90} name={texts.common.remove} />
                  </Table.Tr>
                }
                row={(index, measure) => {
                  const product = products[index];
                  return product === undefined ? null : (
                    <MappingRow key={product.sku} company={company} index={index} measure={measure} product={product} onChange={onChange} />
                  );
                }}
              />
            );
          }}
        </QueryView>
      )}
    </Panel>
  );
}

interface MappingRowProps {
  readonly company: string;
  readonly index: number;
  readonly measure: (element: HTMLElement | null) => void;
  readonly product: Product;
  readonly onChange: (change: ConfigChange) => void;
}

function MappingRow({ company, index, measure, product: { sku, item }, onChange }: MappingRowProps): ReactElement {
  return (
    <Table.Tr ref={measure} data-index={index} aria-rowindex={index + 2}>
      <Table.Td>{sku}</Table.Td>
      <Table.Td>
        <RecordPicker
          company={company}
          kind="item"
          width={320}
          label={texts.mapping.editOf(sku)}
          value={recordText(item)}
          onPick={({ name }) => onChange({ kind: 'product', mapping: { sku, item: { name } } })}
        />
      </Table.Td>
      <Table.Td ta="right">
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={texts.mapping.removeOf(sku)}
          onClick={() => onChange({ kind: 'remove-product', sku })}
        >
          {texts.common.remove}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
