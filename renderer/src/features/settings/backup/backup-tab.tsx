import { Button, Stack, Table, Text } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../../shared/contract/client.ts';
import { useCall } from '../../../client/calls.ts';
import { texts } from '../../../lib/texts.ts';
import { InstantText } from '../../../ui/date-text.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { HiddenHeader } from '../../../ui/hidden-header.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import styles from '../settings.module.css';
import { DailyPanel } from './daily-panel.tsx';
import { fileNameOf, sizeText } from './file-texts.ts';
import { MakeDialog } from './make-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

type Listed = MethodOutput<'backup.list'>;

/** Copies of the company: one now, one every day by itself, and what lies there to be restored. */
export function BackupTab({ company }: { readonly company: string }): ReactElement {
  const listed = useCall('backup.list', { company });
  const [open, setOpen] = useState<{ readonly kind: 'make' } | { readonly kind: 'restore'; readonly file: string } | null>(null);
  const folder = listed.data?.folder ?? '';
  const close = (): void => setOpen(null);
  return (
    <Stack gap="sm">
      <div className={styles['policy']}>
        <Panel title={texts.backup.nowTitle}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{texts.backup.lead}</Text>
            <Button leftSection={<IconArchive size={15} aria-hidden />} onClick={() => setOpen({ kind: 'make' })}>
              {texts.backup.make}
            </Button>
          </Stack>
        </Panel>
        <DailyPanel company={company} folder={folder} />
      </div>
      <Panel
        title={texts.backup.listTitle}
        hint={folder === '' ? undefined : texts.backup.listHint(folder)}
        actions={
          <Button size="compact-sm" variant="default" onClick={() => setOpen({ kind: 'restore', file: '' })}>
            {texts.backup.restoreOther}
          </Button>
        }
      >
        <QueryView query={listed} lines={4}>
          {({ backups }) => <BackupTable backups={backups} onRestore={(file) => setOpen({ kind: 'restore', file })} />}
        </QueryView>
      </Panel>
      {open?.kind === 'make' && <MakeDialog company={company} folder={folder} onClose={close} />}
      {open?.kind === 'restore' && <RestoreDialog file={open.file} onClose={close} />}
    </Stack>
  );
}

interface BackupTableProps {
  readonly backups: Listed['backups'];
  readonly onRestore: (file: string) => void;
}

function BackupTable({ backups, onRestore }: BackupTableProps): ReactElement {
  if (backups.length === 0) {
    return <EmptyState title={texts.backup.none} hint={texts.backup.noneHint} />;
  }
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={texts.backup.listTitle}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.backup.when}</Table.Th>
            <Table.Th>{texts.backup.name}</Table.Th>
            <Table.Th>{texts.backup.kind}</Table.Th>
            <Table.Th ta="right">{texts.backup.bytes}</Table.Th>
            <HiddenHeader width={110} name={texts.backup.restore} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {backups.map(({ file, bytes, writtenAt, daily }) => (
            <Table.Tr key={file}>
              <Table.Td>
                <InstantText instant={writtenAt} />
              </Table.Td>
              <Table.Td className={styles['value'] ?? ''} title={file}>
                {fileNameOf(file)}
              </Table.Td>
              <Table.Td>{daily ? texts.backup.kindDaily : texts.backup.kindOwn}</Table.Td>
              <Table.Td ta="right">{sizeText(bytes)}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={texts.backup.restoreOf(fileNameOf(file))}
                  onClick={() => onRestore(file)}
                >
                  {texts.backup.restore}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
