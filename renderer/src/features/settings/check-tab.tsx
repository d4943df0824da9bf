import { Button, Stack, Table, Text } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { announce } from '../../ui/live-region.tsx';
import { notify } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { ToneBadge } from '../../ui/state-badge.tsx';
import { SupportPanel } from './support-panel.tsx';

type Checks = MethodOutput<'doctor.run'>['checks'];

export function CheckTab({ company }: { readonly company: string }): ReactElement {
  return (
    <Stack gap="sm">
      <CheckPanel company={company} />
      <SupportPanel company={company} />
      <RefreshPanel company={company} />
    </Stack>
  );
}

/** The self-check, numbered so that it can be read out on the phone. */
function CheckPanel({ company }: { readonly company: string }): ReactElement {
  const doctor = useCall('doctor.run', { company });
  const again = (
    <Button variant="default" loading={doctor.isFetching} onClick={() => void doctor.refetch()}>
      {texts.settings.checkRun}
    </Button>
  );
  return (
    <Panel title={texts.settings.checkTitle} hint={texts.settings.checkLead} actions={again}>
      <QueryView query={doctor} lines={8}>
        {({ checks }) => <CheckTable checks={checks} />}
      </QueryView>
    </Panel>
  );
}

function CheckTable({ checks }: { readonly checks: Checks }): ReactElement {
  const { settings } = texts;
  const failed = checks.filter(({ ok }) => !ok).length;
  const summary = failed === 0 ? settings.checkAll : settings.checkFailed(failed);
  useEffect(() => announce(summary), [summary]);
  return (
    <>
      <Text size="sm" fw={600} mb="xs">
        {summary}
      </Text>
      <Table aria-label={settings.checkTitle}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={48} ta="right">
              {settings.checkNumber}
            </Table.Th>
            {[settings.checkName, settings.checkResult, settings.checkFound].map((name) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {checks.map(({ number, name, ok, found, advice }) => (
            <Table.Tr key={number}>
              <Table.Td ta="right">{number}</Table.Td>
              <Table.Td>{name}</Table.Td>
              <Table.Td>
                <ToneBadge tone={ok ? 'done' : 'bad'}>{ok ? settings.checkOk : settings.checkNotOk}</ToneBadge>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {found}
                {advice !== null && (
                  <Text size="sm">
                    <strong>{settings.checkAdvice}:</strong> {advice}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function RefreshPanel({ company }: { readonly company: string }): ReactElement {
  const refresh = useCommand('reference.refresh', {
    onDone: ({ counts }) => notify(texts.settings.refreshed, texts.settings.refreshCounts(counts)),
  });
  return (
    <Panel title={texts.settings.refreshTitle}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm" maw={720}>
          {texts.settings.refreshLead}
        </Text>
        {refresh.error !== null && <FailureCard failure={refresh.error} title={texts.settings.refreshFailed} />}
        <Button variant="default" loading={refresh.isPending} onClick={() => void refresh.run({ company })}>
          {texts.settings.refresh}
        </Button>
      </Stack>
    </Panel>
  );
}
