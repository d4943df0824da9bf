import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { Panel } from '../../ui/panel.tsx';

type Shown = MethodOutput<'completeness.show'>;

/** Orders that were deleted in ShipStation; each opens in Review, where what is posted is decided about. */
export function GonePanel({
  company,
  gone,
  goneCount,
}: { readonly company: string } & Pick<Shown, 'gone' | 'goneCount'>): ReactElement | null {
  if (goneCount === 0) {
    return null;
  }
  return (
    <Panel title={texts.completeness.goneTitle} hint={texts.completeness.goneTitleHint}>
      <Group gap="xs lg">
        {gone.map(({ orderId, orderNumber, goneAt }) => (
          <Text key={orderId} size="sm" component="span">
            <Anchor component={Link} size="sm" to={`/c/${company}/review`} search={{ states: 'all', order: String(orderId) } as never}>
              {orderNumber}
            </Anchor>{' '}
            <Text span size="xs" c="dimmed">
              <InstantText instant={goneAt} />
            </Text>
          </Text>
        ))}
        {goneCount > gone.length && <Text size="sm">{texts.completeness.goneMore(goneCount - gone.length)}</Text>}
      </Group>
    </Panel>
  );
}
