import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload, IconFileSpreadsheet, IconFileText, IconFileTypeCsv } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';

import type { MethodInput } from '../../../../shared/contract/client.ts';
import { CallFailure } from '../../client/call-failure.ts';
import { useClient } from '../../client/client-context.ts';
import { bytesOf, downloadFile } from '../../lib/download.ts';
import { languageNow } from '../../lib/locale.ts';
import { texts } from '../../lib/texts.ts';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import type { Period } from './period-picker.tsx';

const FORMATS = [
  { format: 'pdf', icon: IconFileText },
  { format: 'xlsx', icon: IconFileSpreadsheet },
  { format: 'csv', icon: IconFileTypeCsv },
] as const;
type Format = MethodInput<'reconcile.export'>['format'];

/** The figures on the screen as a file, in the language of the screen. */
export function ExportMenu({ company, from, to }: Period & { readonly company: string }): ReactElement {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const save = async (format: Format): Promise<void> => {
    setIsBusy(true);
    const result = await client.call('reconcile.export', { company, from, to, format, language: languageNow() });
    setIsBusy(false);
    if (!result.ok) {
      notifyFailure(new CallFailure(result.error), texts.reconcile.exportFailed);
      return;
    }
    const { name, mediaType, content } = result.value;
    downloadFile(name, mediaType, bytesOf(content));
    notify(texts.reconcile.exported, name);
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          loading={isBusy}
          leftSection={<IconDownload size={15} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {texts.reconcile.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ format, icon: Icon }) => (
          <Menu.Item key={format} leftSection={<Icon size={15} aria-hidden />} onClick={() => void save(format)}>
            {texts.reconcile.formats[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
