import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Action, Deed } from './action-fields.ts';

/** Where the next step is taken, beside a pull. */
const SCREENS: Partial<Readonly<Record<Action, keyof typeof texts.practice.goTo>>> = {
  'source-key-made': 'connections',
  'source-key-ends': 'connections',
  'books-revoke': 'connections',
  'books-refuse': 'replay',
  'record-unreadable': 'completeness',
  'colleague-changes': 'reconcile',
};

/** What others do in the books is known once their lists are read again, which a pull does only some minutes after the last time. */
const SEEN_BY_LISTS: readonly Action[] = ['books-close', 'books-open', 'colleague-changes', 'colleague-deletes', 'colleague-pays'];

/** What the last action did, and where to look for it. */
export function DeedPanel({ company, deed }: { readonly company: string; readonly deed: Deed | null }): ReactElement {
  const { practice } = texts;
  if (deed === null) {
    return (
      <Panel title={practice.happened}>
        <Text size="sm" c="dimmed">
          {practice.nothingYet}
        </Text>
      </Panel>
    );
  }
  const { happened, lookFor } = practice.deed(deed);
  return (
    <Panel title={practice.happened}>
      <Stack gap={6}>
        <Text size="sm" fw={600}>
          {happened}
        </Text>
        {deed.key !== null && (
          <Text size="sm" component="div">
            {practice.key} <Code>{deed.key.apiKey}</Code> {practice.secret} <Code>{deed.key.apiSecret}</Code>
          </Text>
        )}
        <Text size="sm">
          <strong>{practice.lookFor}:</strong> {lookFor}
        </Text>
        <NextSteps company={company} deed={deed} />
      </Stack>
    </Panel>
  );
}

function NextSteps({ company, deed: { action, orders } }: { readonly company: string; readonly deed: Deed }): ReactElement {
  const { practice } = texts;
  const sync = useCommand('sync.run', {
    onDone: (counts) => notify(texts.frame.synced, texts.frame.syncResult(counts)),
    onFailed: (failure) => notifyFailure(failure),
  });
  const refresh = useCommand('reference.refresh', { onFailed: (failure) => notifyFailure(failure) });
  const isInBooks = SEEN_BY_LISTS.includes(action);
  const pull = async (): Promise<void> => {
    if (!isInBooks || (await refresh.run({ company })) !== null) {
      await sync.run({ company });
    }
  };
  const [first] = orders;
  const screen = SCREENS[action];
  return (
    <Group gap="xs" mt={4}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden />}
        loading={refresh.isPending || sync.isPending}
        onClick={() => void pull()}
      >
        {isInBooks ? practice.refreshAndPull : practice.pull}
      </Button>
      {first !== undefined && action !== 'record-unreadable' && (
        <Button
          size="compact-sm"
          variant="default"
          component={Link}
          to={`/c/${company}/review`}
          search={{ states: 'all', order: String(first.orderId) } as never}
        >
          {practice.openOrder(first.orderNumber)}
        </Button>
      )}
      {screen !== undefined && (
        <Button size="compact-sm" variant="default" component={Link} to={`/c/${company}/${screen}`}>
          {practice.goTo[screen]}
        </Button>
      )}
    </Group>
  );
}
