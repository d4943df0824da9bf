import { Button, FileInput, Group, List, Stack, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { CallFailure } from '../../client/call-failure.ts';
import { useCommand } from '../../client/calls.ts';
import { useClient } from '../../client/client-context.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type ConfigFile, downloadJson, readConfigFile } from './config-file.ts';
import styles from './settings.module.css';

/** Policy and mappings out to a file, and back in after a look at what it changes. */
export function FileTab({ company }: { readonly company: string }): ReactElement {
  return (
    <Stack gap="sm">
      <ExportPanel company={company} />
      <ImportPanel company={company} />
    </Stack>
  );
}

function ExportPanel({ company }: { readonly company: string }): ReactElement {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const exportConfig = async (): Promise<void> => {
    setIsBusy(true);
    // Asked for now, not taken from an earlier answer: the file is what is in force at this moment.
    const result = await client.call('config.export', { company });
    setIsBusy(false);
    if (!result.ok) {
      notifyFailure(new CallFailure(result.error), texts.settings.exportFailed);
      return;
    }
    const name = `purser-${company}-config.json`;
    downloadJson(name, result.value.config);
    notify(texts.settings.exportDone, name);
  };
  return (
    <Panel title={texts.settings.fileTitle}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm" maw={720}>
          {texts.settings.fileLead}
        </Text>
        <Button variant="default" leftSection={<IconDownload size={15} aria-hidden />} loading={isBusy} onClick={() => void exportConfig()}>
          {texts.settings.export}
        </Button>
      </Stack>
    </Panel>
  );
}

function ImportPanel({ company }: { readonly company: string }): ReactElement {
  const [chosen, setChosen] = useState<File | null>(null);
  const [file, setFile] = useState<ConfigFile | null>(null);
  const check = useCommand('config.import');
  const save = useCommand('config.import', {
    onDone: ({ changed }) => {
      notify(texts.settings.imported(changed.length), texts.settings.importedHint);
      setChosen(null);
      setFile(null);
      check.reset();
    },
  });
  const choose = async (picked: File | null): Promise<void> => {
    setChosen(picked);
    setFile(null);
    check.reset();
    save.reset();
    const read = picked === null ? null : await readConfigFile(picked);
    setFile(read);
    if (read?.kind === 'document') {
      await check.run({ company, config: read.document, dryRun: true });
    }
  };
  const failure = check.error ?? save.error;
  return (
    <Panel title={texts.settings.importTitle}>
      <Stack gap="sm">
        <Text size="sm" maw={720}>
          {texts.settings.importLead}
        </Text>
        <FileInput
          size="xs"
          maw={420}
          accept="application/json,.json"
          clearable
          clearButtonProps={{ 'aria-label': texts.common.clear }}
          label={texts.settings.importField}
          placeholder={texts.settings.importChoose}
          value={chosen}
          error={file === null ? null : faultOf(file)}
          onChange={(picked) => void choose(picked)}
        />
        {failure !== null && <ImportFailure failure={failure} />}
        {file?.kind === 'document' && check.data !== undefined && (
          <ImportEffect
            changed={check.data.changed}
            isBusy={save.isPending}
            onImport={() => void save.run({ company, config: file.document, dryRun: false })}
          />
        )}
      </Stack>
    </Panel>
  );
}

function faultOf({ kind }: ConfigFile): string | null {
  if (kind === 'document') {
    return null;
  }
  return kind === 'too-large' ? texts.settings.importTooLarge : texts.settings.importNotJson;
}

/** Places of one refusal that are shown; who has more than these has another file in hand. */
const ISSUES_SHOWN = 30;

function ImportFailure({ failure }: { readonly failure: CallFailure }): ReactElement {
  const issues = issuesOf(failure);
  return (
    <div>
      <FailureCard failure={failure} title={texts.settings.importRefused} />
      {issues.length > 0 && (
        <List size="sm" mt="xs">
          {issues.slice(0, ISSUES_SHOWN).map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>
              <span className={styles['value']}>{texts.settings.issuePlace(path)}</span>: {message}
            </List.Item>
          ))}
          {issues.length > ISSUES_SHOWN && <List.Item>{texts.settings.importMore(issues.length - ISSUES_SHOWN)}</List.Item>}
        </List>
      )}
    </div>
  );
}

interface Issue {
  readonly path: string;
  readonly message: string;
}

function issuesOf({ error: { details } }: CallFailure): readonly Issue[] {
  const issues: unknown = details['issues'];
  return Array.isArray(issues) ? issues.filter(isIssue) : [];
}

function isIssue(issue: unknown): issue is Issue {
  return (
    typeof issue === 'object' &&
    issue !== null &&
    'path' in issue &&
    typeof issue.path === 'string' &&
    'message' in issue &&
    typeof issue.message === 'string'
  );
}

/** Rows of the comparison that are shown; the rest are counted. */
const CHANGES_SHOWN = 200;

interface ImportEffectProps {
  readonly changed: MethodOutput<'config.import'>['changed'];
  readonly isBusy: boolean;
  readonly onImport: () => void;
}

function ImportEffect({ changed, isBusy, onImport }: ImportEffectProps): ReactElement {
  const { settings } = texts;
  if (changed.length === 0) {
    return (
      <Text size="sm" role="status">
        {settings.importSame}
      </Text>
    );
  }
  return (
    <>
      <Group gap="sm">
        <Text size="sm" fw={600} role="status">
          {settings.importDiff(changed.length)}
        </Text>
        <Button loading={isBusy} onClick={onImport}>
          {settings.import}
        </Button>
      </Group>
      <Table.ScrollContainer minWidth={520} maxHeight={420}>
        <Table stickyHeader aria-label={settings.importDiff(changed.length)}>
          <Table.Thead>
            <Table.Tr>
              {[settings.importPlace, settings.importBefore, settings.importAfter].map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changed.slice(0, CHANGES_SHOWN).map(({ path, before, after }) => (
              <Table.Tr key={path}>
                {[path, before, after].map((value, index) => (
                  <Table.Td key={index} className={styles['value'] ?? ''}>
                    {value ?? settings.importNothing}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {changed.length > CHANGES_SHOWN && <Text size="sm">{settings.importMore(changed.length - CHANGES_SHOWN)}</Text>}
    </>
  );
}
