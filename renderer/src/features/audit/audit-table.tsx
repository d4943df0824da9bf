import { Anchor, Button, Drawer, Group, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';
import { InstantText } from '../../ui/date-text.tsx';
import { JsonView } from '../../ui/json-view.tsx';

type Entry = MethodOutput<'audit.list'>['entries'][number];

const sentenceOf = ({ kind, summary, details }: Entry): string => texts.told.audit(kind, summary, details);

interface AuditTableProps {
  readonly company: string;
  readonly entries: readonly Entry[];
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onMore: () => void;
}

export function AuditTable({ company, entries, hasMore, isLoadingMore, onMore }: AuditTableProps): ReactElement {
  const [open, setOpen] = useState<Entry | null>(null);
  return (
    <>
      <Table stickyHeader highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={70} ta="right">
              {texts.audit.sequence}
            </Table.Th>
            <Table.Th w={180}>{texts.audit.at}</Table.Th>
            <Table.Th w={120}>{texts.audit.actor}</Table.Th>
            <Table.Th w={190}>{texts.audit.kind}</Table.Th>
            <Table.Th>{texts.audit.summary}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.sequence}>
              <Table.Td ta="right">{entry.sequence}</Table.Td>
              <Table.Td>
                <InstantText instant={entry.at} />
              </Table.Td>
              <Table.Td>{texts.told.actor(entry.actor)}</Table.Td>
              <Table.Td>{texts.audit.kindName(entry.kind)}</Table.Td>
              <Table.Td>
                <UnstyledButton
                  fz="sm"
                  c="var(--mantine-color-anchor)"
                  aria-label={`${texts.audit.openEntry(entry.sequence)}: ${sentenceOf(entry)}`}
                  onClick={() => setOpen(entry)}
                >
                  {sentenceOf(entry)}
                </UnstyledButton>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {hasMore && (
        <Group justify="center" mt="sm">
          <Button variant="default" loading={isLoadingMore} onClick={onMore}>
            {texts.common.more}
          </Button>
        </Group>
      )}
      <Drawer
        opened={open !== null}
        onClose={() => setOpen(null)}
        position="right"
        size="lg"
        title={open === null ? '' : texts.audit.entry(open.sequence)}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        {open !== null && <EntryInFull company={company} entry={open} />}
      </Drawer>
    </>
  );
}

function EntryInFull({ company, entry }: { readonly company: string; readonly entry: Entry }): ReactElement {
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {sentenceOf(entry)}
      </Text>
      <Text size="sm">
        <InstantText instant={entry.at} /> · {texts.told.actor(entry.actor)} · {texts.audit.kindName(entry.kind)}
      </Text>
      {entry.documentId !== null && (
        <Text size="sm">
          {texts.audit.document} {entry.documentId}
        </Text>
      )}
      {entry.orderId !== null && (
        <Anchor component={Link} size="sm" to={`/c/${company}/review`} search={{ states: 'all', order: String(entry.orderId) } as never}>
          {texts.audit.openOrder}
        </Anchor>
      )}
      <JsonView value={entry.details} label={texts.audit.details} />
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {texts.audit.hash} {entry.hash}
      </Text>
    </Stack>
  );
}
