import { Button, Group } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import { ConnectionFacts, type SourceConnection } from './connection-facts.tsx';
import styles from './connections.module.css';
import { DisconnectDialog } from './disconnect-dialog.tsx';
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
  return (
    <Panel title={texts.connections.source}>
      <ConnectionFacts connection={connection} label={texts.connections.facts.sourceLabel} />
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
          <SourceForm company={company} onConnected={() => setIsAsked(false)} onCancel={isConnected ? () => setIsAsked(false) : null} />
        </div>
      )}
      {isLeaving && <DisconnectDialog company={company} service="source" onClose={() => setIsLeaving(false)} />}
    </Panel>
  );
}
