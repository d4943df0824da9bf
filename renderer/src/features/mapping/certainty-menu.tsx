import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';

import { CallFailure } from '../../client/call-failure.ts';
import { useClient } from '../../client/client-context.ts';
import { texts } from '../../lib/texts.ts';
import type { ConfigChange } from '../../ui/effect-dialog.tsx';
import { notify, notifyFailure } from '../../ui/notices.tsx';

/** How sure a suggestion must be; the same SKU or name is 0.95 and more, a similar name less than 0.9. */
const CERTAINTIES = { sure: 0.95, likely: 0.7, any: 0 } as const;
const NAMES = ['sure', 'likely', 'any'] as const;

interface CertaintyMenuProps {
  readonly company: string;
  readonly onAccept: (changes: readonly ConfigChange[]) => void;
}

/** Accepts the suggestions of all products, also those that are not on the screen; the effect is shown before anything is saved. */
export function CertaintyMenu({ company, onAccept }: CertaintyMenuProps): ReactElement {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const accept = async (atLeast: number): Promise<void> => {
    setIsBusy(true);
    const answer = await client.call('mapping.suggested', { company, atLeast });
    setIsBusy(false);
    if (!answer.ok) {
      notifyFailure(new CallFailure(answer.error));
      return;
    }
    const { products } = answer.value;
    if (products.length === 0) {
      notify(texts.mapping.noneSuggested);
      return;
    }
    onAccept(products.map(({ sku, suggestion }) => ({ kind: 'product', mapping: { sku, item: { name: suggestion.itemName } } })));
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="default" loading={isBusy} rightSection={<IconChevronDown size={14} aria-hidden />}>
          {texts.mapping.acceptAll}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {NAMES.map((name) => (
          <Menu.Item key={name} onClick={() => void accept(CERTAINTIES[name])}>
            {texts.mapping.certainties[name]}
            <Text size="xs" c="dimmed">
              {texts.mapping.certaintyHints[name]}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
