import { Button, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import { useCall } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import styles from './settings.module.css';

/** Where the data rests, how secrets are kept, and the way out for a company. */
export function AboutTab({ company }: { readonly company: string }): ReactElement {
  return (
    <Stack gap="sm">
      <StatusPanel />
      <RemovePanel company={company} />
    </Stack>
  );
}

function StatusPanel(): ReactElement {
  const status = useCall('app.status', {});
  const { settings } = texts;
  return (
    <Panel title={settings.aboutTitle}>
      <QueryView query={status} lines={5}>
        {({ version, host, dataDirectory, secretProtection, now }) => (
          <>
            <dl className={styles['facts']}>
              <dt>{settings.version}</dt>
              <dd>{version}</dd>
              <dt>{settings.host}</dt>
              <dd>{settings.hosts[host]}</dd>
              <dt>{settings.dataDirectory}</dt>
              <dd>{dataDirectory}</dd>
              <dt>{settings.secrets}</dt>
              <dd>{secretProtection}</dd>
              <dt>{settings.clock}</dt>
              <dd>
                <InstantText instant={now} />
              </dd>
            </dl>
            <Text size="sm" c="dimmed" mt="xs">
              {settings.privacy}
            </Text>
          </>
        )}
      </QueryView>
    </Panel>
  );
}

function RemovePanel({ company }: { readonly company: string }): ReactElement {
  const [isAsked, setIsAsked] = useState(false);
  const name = useCall('company.list', {}).data?.companies.find(({ slug }) => slug === company)?.name ?? company;
  return (
    <Panel title={texts.settings.removeTitle}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm" maw={720}>
          {texts.settings.removeLead(name)} {texts.settings.removeWarning}
        </Text>
        <Button color="red" variant="outline" onClick={() => setIsAsked(true)}>
          {texts.settings.removeButton}
        </Button>
      </Stack>
      {isAsked && <RemoveDialog company={company} name={name} onClose={() => setIsAsked(false)} />}
    </Panel>
  );
}
