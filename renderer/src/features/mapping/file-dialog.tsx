import { Button, Checkbox, FileInput, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import { decodeText } from '../../../../shared/domain/mapping/decode-text.ts';
import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { Counting, useSavedNotice } from '../../ui/effect-dialog.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { announce } from '../../ui/live-region.tsx';
import type { FileKind } from './file-buttons.tsx';
import { FileFindings } from './file-findings.tsx';

/** As the contract's own limit of a file's text. */
const LARGEST_BYTES = 12_000_000;

interface FileDialogProps {
  readonly company: string;
  readonly what: FileKind;
  readonly version: number;
  readonly onClose: () => void;
}

interface Options {
  readonly removeOthers: boolean;
  readonly leaveOutBad: boolean;
}

/** A file is read and its effect shown; nothing is changed before it is confirmed, and then all of it or nothing. */
export function FileDialog({ company, what, version, onClose }: FileDialogProps): ReactElement {
  useFocusReturn();
  const { file, text, options, check, take, read, choose, change, setOptions } = useFile({ company, what, onClose });
  const found = check.isPending ? undefined : check.data;
  const count = found === undefined ? 0 : found.added + found.changed + found.removed;
  const isHeldBack = found !== undefined && found.badCount > 0 && !options.leaveOutBad;
  return (
    <Modal opened onClose={onClose} title={texts.mappingFiles.titles[what]} size="xl">
      <Stack gap="sm">
        <Text size="sm">{texts.mappingFiles.lead}</Text>
        <FileInput
          data-autofocus
          accept=".csv,.txt,text/csv"
          clearable
          label={texts.mappingFiles.file}
          placeholder={texts.mappingFiles.choose}
          clearButtonProps={{ 'aria-label': texts.common.clear }}
          value={file}
          error={file !== null && file.size > LARGEST_BYTES ? texts.mappingFiles.tooLarge : null}
          onChange={(picked) => void choose(picked)}
        />
        <Checkbox
          label={texts.mappingFiles.removeOthers}
          checked={options.removeOthers}
          onChange={({ currentTarget }) => change({ removeOthers: currentTarget.checked })}
        />
        {check.isPending && <Counting label={texts.mappingFiles.checking} />}
        {check.error !== null && <FailureCard failure={check.error} onRetry={() => void read(text, options)} />}
        {take.error !== null && <FailureCard failure={take.error} title={texts.failures.commandTitle} />}
        {found !== undefined && <FileFindings found={found} />}
        {found !== undefined && found.badCount > 0 && (
          <Checkbox
            label={texts.mappingFiles.leaveOutBad(found.badCount)}
            checked={options.leaveOutBad}
            onChange={({ currentTarget }) => setOptions({ ...options, leaveOutBad: currentTarget.checked })}
          />
        )}
        <Confirm
          label={texts.mappingFiles.take(count)}
          isDisabled={text === null || count === 0 || isHeldBack}
          isPending={take.isPending}
          onConfirm={() => text !== null && void take.run({ company, what, text, ...options, ifVersion: version })}
          onClose={onClose}
        />
      </Stack>
    </Modal>
  );
}

interface ConfirmProps {
  readonly label: string;
  readonly isDisabled: boolean;
  readonly isPending: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

function Confirm({ label, isDisabled, isPending, onConfirm, onClose }: ConfirmProps): ReactElement {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {texts.common.cancel}
      </Button>
      <Button disabled={isDisabled} loading={isPending} onClick={onConfirm}>
        {label}
      </Button>
    </Group>
  );
}

/** The file that was chosen, what was read from it, and how it is taken. */
function useFile({ company, what, onClose }: Omit<FileDialogProps, 'version'>) {
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState<string | null>(null);
  const [options, setOptions] = useState<Options>({ removeOthers: false, leaveOutBad: false });
  const tell = useSavedNotice(company);
  const check = useCommand('mapping.checkFile', {
    onDone: ({ badCount }) => announce(badCount === 0 ? texts.mapping.effectTitle : texts.mappingFiles.bad(badCount)),
  });
  const take = useCommand('mapping.importFile', {
    onDone: ({ effect }) => {
      tell(texts.mappingFiles.taken, effect);
      onClose();
    },
  });
  const read = async (content: string | null, chosen: Options): Promise<void> => {
    take.reset();
    if (content === null) {
      check.reset();
    } else {
      await check.run({ company, what, text: content, ...chosen });
    }
  };
  const choose = async (picked: File | null): Promise<void> => {
    setFile(picked);
    const isReadable = picked !== null && picked.size <= LARGEST_BYTES;
    const content = isReadable ? decodeText(new Uint8Array(await picked.arrayBuffer())) : null;
    setText(content);
    await read(content, options);
  };
  const change = (changes: Partial<Options>): void => {
    const next = { ...options, ...changes };
    setOptions(next);
    void read(text, next);
  };
  return { file, text, options, check, take, read, choose, change, setOptions };
}
