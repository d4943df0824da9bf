import { Accordion, Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall } from '../../client/calls.ts';
import { downloadFile } from '../../lib/download.ts';
import { texts } from '../../lib/texts.ts';
import { notify } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import styles from './settings.module.css';

type Bundle = MethodOutput<'support.bundle'>;

/** What a helper needs to know: read first, saved by the person, sent by nobody. */
export function SupportPanel({ company }: { readonly company: string }): ReactElement {
  const [isShown, setIsShown] = useState(false);
  const bundle = useCall('support.bundle', { company }, { enabled: isShown, anew: true });
  return (
    <Panel title={texts.settings.supportTitle}>
      <Stack gap="sm">
        <Text size="sm" maw={760}>
          {texts.settings.supportLead}
        </Text>
        {isShown ? (
          <QueryView query={bundle} lines={7}>
            {(held) => <Held bundle={held} />}
          </QueryView>
        ) : (
          <Group>
            <Button variant="default" onClick={() => setIsShown(true)}>
              {texts.settings.supportShow}
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  );
}

function Held({ bundle: { fileName, sections, text } }: { readonly bundle: Bundle }): ReactElement {
  const save = (): void => {
    downloadFile(fileName, 'application/json', text);
    notify(texts.settings.supportSaved, fileName);
  };
  return (
    <>
      <Accordion multiple variant="contained" chevronPosition="left">
        {sections.map(({ name, text: held }) => (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>{texts.settings.supportSections[name]}</Accordion.Control>
            <Accordion.Panel>
              <ScrollArea.Autosize
                mah={320}
                viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': texts.settings.supportSections[name] }}
              >
                <pre className={styles['value']}>{held}</pre>
              </ScrollArea.Autosize>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <Group>
        <Button leftSection={<IconDownload size={15} aria-hidden />} onClick={save}>
          {texts.settings.supportSave}
        </Button>
        <Text size="sm" c="dimmed">
          {fileName}
        </Text>
      </Group>
    </>
  );
}
