import { Box, List, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';
import { EffectView } from '../../ui/effect-view.tsx';
import styles from './mapping.module.css';

type Found = MethodOutput<'mapping.checkFile'>;

const SAMPLE_SHOWN = 10;

/** What a file would change, and which of its rows can't be taken over, by line. */
export function FileFindings({ found }: { readonly found: Found }): ReactElement {
  const { mappingFiles } = texts;
  const counts = [
    [found.added, mappingFiles.added],
    [found.changed, mappingFiles.changed],
    [found.removed, mappingFiles.removed],
    [found.unchanged, mappingFiles.unchanged],
    [found.empty, mappingFiles.empty],
  ] as const;
  const changes = found.added + found.changed + found.removed;
  return (
    <>
      <List size="sm">
        <List.Item>{mappingFiles.rows(found.rows)}</List.Item>
        {counts.map(([count, text]) => count > 0 && <List.Item key={text(count)}>{text(count)}</List.Item>)}
      </List>
      <BadRows found={found} />
      <Sample sample={found.sample} changes={found.added + found.changed} />
      {changes === 0 ? <Text size="sm">{mappingFiles.nothing}</Text> : <EffectView effect={found.effect} />}
    </>
  );
}

function BadRows({ found: { bad, badCount } }: { readonly found: Found }): ReactElement | null {
  const { mappingFiles } = texts;
  if (badCount === 0) {
    return null;
  }
  return (
    <section aria-label={mappingFiles.badTitle}>
      <Text size="sm" fw={600}>
        {mappingFiles.bad(badCount)}
      </Text>
      <Text size="xs" c="dimmed">
        {mappingFiles.badHint}
      </Text>
      <Box className={styles['badRows'] ?? ''} role="group" aria-label={mappingFiles.badTitle} tabIndex={0}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70} ta="right">
                {mappingFiles.line}
              </Table.Th>
              <Table.Th>{mappingFiles.reason}</Table.Th>
              <Table.Th>{mappingFiles.value}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {bad.map(({ line, reason, value }) => (
              <Table.Tr key={`${line} ${reason}`}>
                <Table.Td ta="right">{line}</Table.Td>
                <Table.Td>{mappingFiles.reasons[reason]}</Table.Td>
                <Table.Td>{value === '' ? texts.common.nothing : value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
      {badCount > bad.length && (
        <Text size="xs" c="dimmed">
          {mappingFiles.moreBad(badCount - bad.length)}
        </Text>
      )}
    </section>
  );
}

function Sample({ sample, changes }: { readonly sample: Found['sample']; readonly changes: number }): ReactElement | null {
  const { mappingFiles } = texts;
  if (sample.length === 0) {
    return null;
  }
  const shown = sample.slice(0, SAMPLE_SHOWN);
  return (
    <Table aria-label={mappingFiles.sampleTitle}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{mappingFiles.subject}</Table.Th>
          <Table.Th>{mappingFiles.before}</Table.Th>
          <Table.Th>{mappingFiles.after}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {shown.map(({ subject, before, after }) => (
          <Table.Tr key={subject}>
            <Table.Td>{subject}</Table.Td>
            <Table.Td>{before ?? texts.common.nothing}</Table.Td>
            <Table.Td>{after ?? texts.common.nothing}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      {changes > shown.length && <Table.Caption>{mappingFiles.more(changes - shown.length)}</Table.Caption>}
    </Table>
  );
}
