import { Button, Group, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RelayFacts } from './relay-facts.tsx';
import { RelayForm } from './relay-form.tsx';
import { RelaySubscriptions } from './relay-subscriptions.tsx';
import { UnpairDialog } from './unpair-dialog.tsx';

export type RelayStatus = MethodOutput<'relay.status'>;

/** Being told at once: what it is for, whether it works, and that nothing depends on it. */
export function RelayPanel({ company }: { readonly company: string }): ReactElement {
  const status = useCall('relay.status', { company });
  return (
    <Panel title={texts.relay.title} hint={texts.relay.hint}>
      <QueryView query={status} lines={4}>
        {(shown) => (shown.state === 'not-paired' ? <NotPaired company={company} /> : <Paired company={company} status={shown} />)}
      </QueryView>
    </Panel>
  );
}

function NotPaired({ company }: { readonly company: string }): ReactElement {
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <Text size="sm" maw={760}>
        {texts.relay.lead}
      </Text>
      <Text size="sm" c="dimmed" mt={4} mb="sm" maw={760}>
        {texts.relay.without}
      </Text>
      {isAsked ? (
        <RelayForm company={company} onCancel={() => setIsAsked(false)} />
      ) : (
        <Button variant="default" onClick={() => setIsAsked(true)}>
          {texts.relay.setUp}
        </Button>
      )}
    </>
  );
}

function Paired({ company, status }: { readonly company: string; readonly status: RelayStatus }): ReactElement {
  const [isLeaving, setIsLeaving] = useState(false);
  return (
    <>
      <RelayFacts company={company} status={status} />
      <RelaySubscriptions company={company} status={status} />
      <Group gap="xs" mt="sm" justify="space-between">
        <Text size="sm" c="dimmed">
          {texts.relay.without}
        </Text>
        <Button variant="default" onClick={() => setIsLeaving(true)}>
          {texts.relay.unpair}
        </Button>
      </Group>
      {isLeaving && <UnpairDialog company={company} onClose={() => setIsLeaving(false)} />}
    </>
  );
}
