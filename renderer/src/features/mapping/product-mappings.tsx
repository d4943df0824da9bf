import { Button, Table, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { recordText } from '../../lib/record-name.ts';
import { texts } from '../../lib/texts.ts';
import type { ConfigChange } from '../../ui/effect-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HiddenHeader } from '../../ui/hidden-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';

type Products = MethodOutput<'mapping.show'>['products'];

interface ProductMappingsProps {
  readonly company: string;
  readonly products: Products;
  readonly onChange: (change: ConfigChange) => void;
}

/** Drawn at once; the search narrows the rest down. */
const SHOWN = 100;

export function ProductMappings({ company, products, onChange }: ProductMappingsProps): ReactElement {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const found = products.filter(
    ({ sku, item }) => wanted === '' || sku.toLowerCase().includes(wanted) || recordText(item).toLowerCase().includes(wanted),
  );
  return (
    <Panel
      title={`${texts.mapping.existing} (${formatCount(products.length)})`}
      actions={
        products.length > 0 && (
          <TextInput
            aria-label={texts.mapping.filter}
            placeholder={texts.mapping.filter}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        )
      }
    >
      {products.length === 0 ? (
        <EmptyState title={texts.mapping.noExisting} hint={texts.mapping.noExistingHint} />
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.mapping.sku}</Table.Th>
              <Table.Th>{texts.mapping.item}</Table.Th>
              <HiddenHeader width={90} name={texts.common.remove} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.slice(0, SHOWN).map(({ sku, item }) => (
              <Table.Tr key={sku}>
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
            ))}
          </Table.Tbody>
        </Table>
      )}
      {found.length > SHOWN && (
        <Text size="xs" c="dimmed">
          {texts.review.more(found.length - SHOWN)}
        </Text>
      )}
    </Panel>
  );
}
