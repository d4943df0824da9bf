import { Anchor, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { formatCount } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { MoneyTotals } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/panel.tsx';

interface BrokenPanelProps {
  readonly company: string;
  readonly broken: MethodOutput<'mapping.inbox'>['broken'];
}

/** Mappings that are there and hold orders up all the same: a record that is gone, an account that nobody named. */
export function BrokenPanel({ company, broken }: BrokenPanelProps): ReactElement | null {
  if (broken.length === 0) {
    return null;
  }
  return (
    <Panel title={texts.mapping.broken} hint={texts.mapping.brokenHint}>
      <Table aria-label={texts.mapping.broken}>
        <Table.Tbody>
          {broken.map(({ code, message, count, heldUp, exampleOrderIds: [example] }) => (
            <Table.Tr key={`${code} ${message}`}>
              <Table.Td>{message}</Table.Td>
              <Table.Td ta="right">{formatCount(count)}</Table.Td>
              <Table.Td ta="right">
                <MoneyTotals totals={heldUp} />
              </Table.Td>
              <Table.Td ta="right">
                {example !== undefined && (
                  <Anchor
                    component={Link}
                    size="xs"
                    underline="always"
                    to={`/c/${company}/review`}
                    search={{ states: 'all', order: String(example) } as never}
                  >
                    {texts.mapping.fix}
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
