import { Button } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';

import type { MethodInput } from '../../../../shared/contract/client.ts';
import { CallFailure } from '../../client/call-failure.ts';
import { useClient } from '../../client/client-context.ts';
import { texts } from '../../lib/texts.ts';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { FileDialog } from './file-dialog.tsx';

export type FileKind = MethodInput<'mapping.exportFile'>['what'];

interface FileButtonsProps {
  readonly company: string;
  readonly what: FileKind;
  /** The version in force: what is taken over was looked at in it. */
  readonly version: number;
}

/** Mappings out to a spreadsheet and back in. */
export function FileButtons({ company, what, version }: FileButtonsProps): ReactElement {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const [isImporting, setIsImporting] = useState(false);
  const exportFile = async (): Promise<void> => {
    setIsBusy(true);
    // Asked for now, not taken from an earlier answer: the file is what is in force at this moment.
    const answer = await client.call('mapping.exportFile', { company, what });
    setIsBusy(false);
    if (!answer.ok) {
      notifyFailure(new CallFailure(answer.error), texts.mappingFiles.exportFailed);
      return;
    }
    const { fileName, text, rows } = answer.value;
    download(fileName, text);
    notify(texts.mappingFiles.exported, texts.mappingFiles.exportedRows(fileName, rows));
  };
  return (
    <>
      <Button
        variant="default"
        title={texts.mappingFiles.exportHint}
        leftSection={<IconDownload size={14} aria-hidden />}
        loading={isBusy}
        onClick={() => void exportFile()}
      >
        {texts.mappingFiles.export}
      </Button>
      <Button variant="default" leftSection={<IconUpload size={14} aria-hidden />} onClick={() => setIsImporting(true)}>
        {texts.mappingFiles.import}
      </Button>
      {isImporting && <FileDialog company={company} what={what} version={version} onClose={() => setIsImporting(false)} />}
    </>
  );
}

/** Hands a CSV file to the person, as the browser does with downloads. */
function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
