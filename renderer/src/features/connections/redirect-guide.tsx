import { Button, CopyButton, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { saveBouncePage } from './bounce-page.ts';
import styles from './connections.module.css';

/** Intuit compares the whole address, port included: each is registered, in case a port is taken (electron/adapters/oauth). */
const LOOPBACK_ADDRESSES = [9741, 9742, 9743, 9744, 9745].map((port) => `http://localhost:${port}/callback`);
/** Intuit's own page: it only shows the address that is then pasted. */
const PLAYGROUND_ADDRESS = 'https://developer.intuit.com/v2/OAuth2Playground/RedirectUrl';

/** Which redirect addresses the keys of an environment may use, and what to register for each way back. */
export function RedirectGuide({ environment }: { readonly environment: 'sandbox' | 'production' }): ReactElement {
  const { redirectRules, registerThese } = texts.connections;
  return (
    <div>
      <ul className={styles['guide']} aria-live="polite">
        {redirectRules[environment].map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      {environment === 'production' && (
        <Button size="compact-sm" variant="default" mt="xs" onClick={saveBouncePage}>
          {texts.connections.saveBouncePage}
        </Button>
      )}
      <Text size="sm" fw={600} mt="xs" mb={4}>
        {registerThese[environment]}
      </Text>
      {(environment === 'sandbox' ? LOOPBACK_ADDRESSES : [PLAYGROUND_ADDRESS]).map((address) => (
        <CopyableAddress key={address} address={address} />
      ))}
    </div>
  );
}

function CopyableAddress({ address }: { readonly address: string }): ReactElement {
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      <Text size="sm" component="code" style={{ overflowWrap: 'anywhere' }}>
        {address}
      </Text>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="subtle" onClick={copy} aria-label={texts.connections.copyAddress(address)} aria-live="polite">
            {copied ? texts.connections.copied : texts.connections.copy}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
