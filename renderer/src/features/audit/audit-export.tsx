import { Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { type ReactElement, useRef, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { CallFailure } from '../../client/call-failure.ts';
import { useClient } from '../../client/client-context.ts';
import { downloadFile } from '../../lib/download.ts';
import { texts } from '../../lib/texts.ts';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import type { AuditFilter } from './audit-address.ts';
import { AUDIT_COLUMNS, entryAsCsv, entryAsJson } from './audit-file.ts';

type Page = MethodOutput<'audit.list'>;
type Format = 'jsonl' | 'csv';

/** As many as the contract gives at a time. */
const PAGE = 500;

interface AuditExportProps {
  readonly company: string;
  readonly filter: AuditFilter;
}

/** The entries that the filter leaves as a file, page by page, with its progress and a way to stop. */
export function AuditExport({ company, filter }: AuditExportProps): ReactElement {
  const client = useClient();
  const [done, setDone] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);

  const save = async (format: Format): Promise<void> => {
    const stopping = new AbortController();
    stop.current = stopping;
    const pieces: string[] = format === 'csv' ? [AUDIT_COLUMNS] : [];
    let cursor: string | null = null;
    let count = 0;
    setDone(0);
    do {
      const input = { company, filter, limit: PAGE, cursor };
      const answer: Awaited<ReturnType<typeof client.call<'audit.list'>>> = await client.call('audit.list', input, {
        signal: stopping.signal,
      });
      if (stopping.signal.aborted || !answer.ok) {
        setDone(null);
        if (!answer.ok && !stopping.signal.aborted) {
          notifyFailure(new CallFailure(answer.error), texts.audit.exportFailed);
        }
        return;
      }
      const page: Page = answer.value;
      pieces.push(...page.entries.map(format === 'csv' ? entryAsCsv : entryAsJson));
      count += page.entries.length;
      cursor = page.next;
      setDone(count);
    } while (cursor !== null);
    setDone(null);
    const name = `purser-${company}-audit.${format}`;
    downloadFile(name, format === 'csv' ? 'text/csv' : 'application/jsonl', pieces.join(''));
    notify(texts.audit.exported(count), name);
  };

  if (done !== null) {
    return (
      <Group gap="xs" role="status">
        <Text size="sm">{texts.audit.exporting(done)}</Text>
        <Button variant="default" onClick={() => stop.current?.abort()}>
          {texts.frame.stop}
        </Button>
      </Group>
    );
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {texts.audit.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('jsonl')}>{texts.audit.formats.jsonl}</Menu.Item>
        <Menu.Item onClick={() => void save('csv')}>{texts.audit.formats.csv}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
