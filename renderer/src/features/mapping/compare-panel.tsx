import { Group, List, NativeSelect, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall } from '../../client/calls.ts';
import { useCompanyZone } from '../../lib/company.ts';
import { formatInstant } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { changeSentence } from './change-sentence.ts';

type Version = MethodOutput<'mapping.versions'>['versions'][number];

interface ComparePanelProps {
  readonly company: string;
  readonly versions: readonly Version[];
  readonly compared: { readonly from: number; readonly to: number };
  readonly onCompare: (compared: { readonly from: number; readonly to: number }) => void;
}

/** Any two versions, also from how a new company begins. */
export function ComparePanel({ company, versions, compared, onCompare }: ComparePanelProps): ReactElement {
  const zone = useCompanyZone();
  const { mappingHistory } = texts;
  const options = [
    ...versions.map(({ version, at }) => ({ value: String(version), label: mappingHistory.option(version, formatInstant(at, zone)) })),
    { value: '0', label: mappingHistory.beginning },
  ];
  // A version of an older page that the address names is chosen all the same.
  const withChosen = (version: number) =>
    options.some(({ value }) => value === String(version))
      ? options
      : [...options, { value: String(version), label: `${mappingHistory.version} ${version}` }];
  return (
    <Panel title={mappingHistory.compareTitle}>
      <Group gap="sm" mb="xs">
        <NativeSelect
          label={mappingHistory.from}
          value={String(compared.from)}
          data={withChosen(compared.from)}
          onChange={({ currentTarget }) => onCompare({ ...compared, from: Number(currentTarget.value) })}
        />
        <NativeSelect
          label={mappingHistory.to}
          value={String(compared.to)}
          data={withChosen(compared.to)}
          onChange={({ currentTarget }) => onCompare({ ...compared, to: Number(currentTarget.value) })}
        />
      </Group>
      <Differences company={company} from={compared.from} to={compared.to} />
    </Panel>
  );
}

const SHOWN = 200;

/** What changes from one version to another, one sentence each. */
export function Differences({ company, from, to }: { readonly company: string; readonly from: number; readonly to: number }): ReactElement {
  const { mappingHistory } = texts;
  const query = useCall('mapping.compare', { company, from, to, limit: SHOWN });
  return (
    <QueryView query={query} lines={3}>
      {({ total, changes }) =>
        total === 0 ? (
          <Text size="sm" c="dimmed">
            {mappingHistory.same}
          </Text>
        ) : (
          <>
            <Text size="sm" fw={600}>
              {mappingHistory.total(total)}
            </Text>
            <List size="sm" mah={260} style={{ overflowY: 'auto' }} tabIndex={0} aria-label={mappingHistory.total(total)}>
              {changes.map((change) => (
                <List.Item key={`${change.area} ${change.subject} ${change.field}`}>{changeSentence(change)}</List.Item>
              ))}
            </List>
            {total > changes.length && (
              <Text size="xs" c="dimmed">
                {mappingHistory.more(total - changes.length)}
              </Text>
            )}
          </>
        )
      }
    </QueryView>
  );
}
