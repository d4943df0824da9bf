import { Button, Group, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import { texts } from '../../lib/texts.ts';
import { DateText } from '../../ui/date-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ConnectionFacts, DaysLeft, Fact, type SourceConnection } from './connection-facts.tsx';
import styles from './connections.module.css';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { KeyEndDialog } from './key-end-dialog.tsx';
import { SourceForm } from './source-form.tsx';

interface SourcePanelProps {
  readonly company: string;
  readonly connection: SourceConnection;
  /** A practice company's keys come from Purser itself: there is nothing to enter. */
  readonly isPractice: boolean;
}

export function SourcePanel({ company, connection, isPractice }: SourcePanelProps): ReactElement {
  const [isAsked, setIsAsked] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const isConnected = connection.status === 'connected';
  const isFormShown = !isPractice && (isAsked || !isConnected);
  const lead = connection.status === 'needs-person' ? texts.connections.keyAgainLead : texts.connections.keyReplaceLead;
  return (
    <Panel title={texts.connections.source}>
      <ConnectionFacts connection={connection} label={texts.connections.facts.sourceLabel}>
        <KeyFacts company={company} connection={connection} isPractice={isPractice} />
      </ConnectionFacts>
      {connection.status !== 'not-connected' && (
        <Group gap="xs" mt="xs">
          {!isPractice && !isFormShown && (
            <Button variant="default" onClick={() => setIsAsked(true)}>
              {texts.connections.keyReplace}
            </Button>
          )}
          <Button variant="default" onClick={() => setIsLeaving(true)}>
            {texts.connections.disconnect}
          </Button>
        </Group>
      )}
      {isFormShown && (
        <div className={styles['part']} id="source-key">
          {connection.status !== 'not-connected' && (
            <Text size="sm" mb="sm">
              {lead}
            </Text>
          )}
          <SourceForm company={company} onConnected={() => setIsAsked(false)} onCancel={isConnected ? () => setIsAsked(false) : null} />
        </div>
      )}
      {isLeaving && <DisconnectDialog company={company} service="source" onClose={() => setIsLeaving(false)} />}
    </Panel>
  );
}

/** Which API the key is for, and when it ends as far as a person has said. */
function KeyFacts({ company, connection, isPractice }: SourcePanelProps): ReactElement {
  const [isSaying, setIsSaying] = useState(false);
  const { facts, apis, keyEndUnknown, keyEndSay, keyEndChange } = texts.connections;
  const { version, expiresOn, daysLeft } = connection;
  return (
    <>
      {version !== null && <Fact name={facts.api}>{apis[version]}</Fact>}
      {!isPractice && (
        <Fact name={facts.keyEnds}>
          {expiresOn === null ? (
            <span className={styles['quiet']}>{keyEndUnknown}</span>
          ) : (
            <>
              <DateText date={expiresOn} /> {daysLeft !== null && <DaysLeft days={daysLeft} />}
            </>
          )}{' '}
          <Button size="compact-xs" variant="default" onClick={() => setIsSaying(true)}>
            {expiresOn === null ? keyEndSay : keyEndChange}
          </Button>
        </Fact>
      )}
      {isSaying && <KeyEndDialog company={company} onClose={() => setIsSaying(false)} />}
    </>
  );
}
