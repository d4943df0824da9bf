import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { usePages } from '../../client/calls.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { EffectDialog } from '../../ui/effect-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HiddenHeader } from '../../ui/hidden-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { ToneBadge } from '../../ui/state-badge.tsx';
import { changeSentence } from './change-sentence.ts';
import { ComparePanel, Differences } from './compare-panel.tsx';

type Version = MethodOutput<'mapping.versions'>['versions'][number];

const PAGE = 50;
const SENTENCES_SHOWN = 3;

interface Compared {
  readonly from: number;
  readonly to: number;
}

const comparedOf = (search: SearchTexts): Compared | null => {
  const [from, to] = [Number(search['from'] ?? NaN), Number(search['to'] ?? NaN)];
  return Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to >= 0 ? { from, to } : null;
};

/** Versions of policy and mappings with their dates; two are compared, and one is gone back to after a look at what that changes. */
export function HistoryTab({ company }: { readonly company: string }): ReactElement {
  const [compared, changeAddress] = useAddressState(comparedOf);
  const [restored, setRestored] = useState<number | null>(null);
  const query = usePages('mapping.versions', { company, limit: PAGE });
  const compare = ({ from, to }: Compared): void => changeAddress({ from: String(from), to: String(to) });
  const close = (): void => setRestored(null);
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const versions = pages.flatMap((page) => page.versions);
        const newest = versions[0]?.version ?? 0;
        return (
          <Stack gap="sm">
            <Panel title={texts.mappingHistory.title} hint={texts.mappingHistory.hint}>
              {versions.length === 0 ? (
                <EmptyState title={texts.mappingHistory.empty} hint={texts.mappingHistory.emptyHint} />
              ) : (
                <VersionTable versions={versions} newest={newest} onCompare={compare} onRestore={setRestored} />
              )}
              {query.hasNextPage && (
                <Button mt="xs" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {texts.mappingHistory.older}
                </Button>
              )}
            </Panel>
            {versions.length > 0 && (
              <ComparePanel
                company={company}
                versions={versions}
                compared={compared ?? { from: versions[1]?.version ?? 0, to: newest }}
                onCompare={compare}
              />
            )}
            {restored !== null && (
              <EffectDialog company={company} changes={[{ kind: 'version', version: restored }]} onSaved={close} onClose={close}>
                <Text size="sm" fw={600}>
                  {texts.mappingHistory.goBackOf(restored)}
                </Text>
                <Differences company={company} from={newest} to={restored} />
              </EffectDialog>
            )}
          </Stack>
        );
      }}
    </QueryView>
  );
}

interface VersionTableProps {
  readonly versions: readonly Version[];
  readonly newest: number;
  readonly onCompare: (compared: Compared) => void;
  readonly onRestore: (version: number) => void;
}

function VersionTable({ versions, newest, onCompare, onRestore }: VersionTableProps): ReactElement {
  const { mappingHistory } = texts;
  return (
    <Table aria-label={mappingHistory.title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={90}>{mappingHistory.version}</Table.Th>
          <Table.Th w={170}>{mappingHistory.when}</Table.Th>
          <Table.Th w={140}>{mappingHistory.who}</Table.Th>
          <Table.Th>{mappingHistory.what}</Table.Th>
          <HiddenHeader width={210} name={mappingHistory.goBack} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {versions.map((version) => (
          <Table.Tr key={version.version}>
            <Table.Td>
              {version.version} {version.version === newest && <ToneBadge tone="good">{mappingHistory.inForce}</ToneBadge>}
            </Table.Td>
            <Table.Td>
              <InstantText instant={version.at} />
            </Table.Td>
            <Table.Td>{version.actor}</Table.Td>
            <Table.Td>
              <WhatChanged version={version} />
            </Table.Td>
            <Table.Td>
              <Group gap={4} justify="flex-end" wrap="nowrap">
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={mappingHistory.compareOf(version.version)}
                  onClick={() => onCompare({ from: version.version - 1, to: version.version })}
                >
                  {mappingHistory.compare}
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={version.version === newest}
                  aria-label={mappingHistory.goBackOf(version.version)}
                  onClick={() => onRestore(version.version)}
                >
                  {mappingHistory.goBack}
                </Button>
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** A few changes as sentences, many as numbers. */
function WhatChanged({ version: { reason, restored, changes } }: { readonly version: Version }): ReactElement {
  const { mappingHistory } = texts;
  const why = [mappingHistory.reasons[reason], restored === null ? '' : mappingHistory.restoredOf(restored)].filter((part) => part !== '');
  const isMany = changes !== null && changes.total > SENTENCES_SHOWN;
  return (
    <>
      {why.length > 0 && (
        <Text size="xs" c="dimmed">
          {why.join(', ')}
        </Text>
      )}
      {changes === null && (
        <Text size="sm" c="dimmed">
          {mappingHistory.unknown}
        </Text>
      )}
      {isMany && (
        <Text size="sm">
          {changes.counts.map(({ area, change, count }) => mappingHistory.countOf[change](mappingHistory.counts[area](count))).join(', ')}
        </Text>
      )}
      {changes !== null &&
        !isMany &&
        changes.first.map((change) => (
          <Text key={`${change.subject} ${change.field}`} size="sm">
            {changeSentence(change)}
          </Text>
        ))}
    </>
  );
}
