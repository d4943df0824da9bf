import { Button, Group } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { BooksForm } from './books-form.tsx';
import { type BooksConnection, BooksFacts } from './books-facts.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import styles from './connections.module.css';
import { ConsentView } from './consent-view.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { keepRunningConsent, readRunningConsent, type RunningConsent } from './running-consent.ts';
import type { ConsentGiven } from './use-consent-outcome.ts';

interface BooksPanelProps {
  readonly company: string;
  readonly connection: BooksConnection;
  /** A practice company consents by itself. */
  readonly isPractice: boolean;
}

export function BooksPanel({ company, connection, isPractice }: BooksPanelProps): ReactElement {
  const [isAsked, setIsAsked] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const [consent, setConsent] = useState<RunningConsent | null>(() => readRunningConsent(company));
  const isConnected = connection.status === 'connected';
  // A subscription that ended is settled in QuickBooks: connecting again would change nothing.
  const isHelpful = connection.lastFault?.code !== 'books/subscription';
  const isFormShown = !isPractice && consent === null && (isAsked || (!isConnected && isHelpful));
  const remember = (running: RunningConsent | null): void => {
    keepRunningConsent(company, running);
    setConsent(running);
  };
  const given = ({ companyName, country, taxRegime }: ConsentGiven): void => {
    notify(
      texts.connections.consentDone,
      texts.connections.consentDoneBody(companyName, country, texts.connections.taxRegimes[taxRegime] ?? taxRegime),
    );
    remember(null);
    setIsAsked(false);
  };
  return (
    <Panel title={texts.connections.books}>
      <ConnectionFacts connection={connection} label={texts.connections.facts.booksLabel}>
        <BooksFacts connection={connection} />
      </ConnectionFacts>
      {connection.status !== 'not-connected' && (
        <Group gap="xs" mt="xs">
          {connection.status === 'needs-person' && <CheckAgain company={company} />}
          {!isPractice && !isFormShown && consent === null && (
            <Button variant="default" onClick={() => setIsAsked(true)}>
              {texts.connections.consentAgain}
            </Button>
          )}
          <Button variant="default" onClick={() => setIsLeaving(true)}>
            {texts.connections.disconnect}
          </Button>
        </Group>
      )}
      {isFormShown && (
        <div className={styles['part']} id="books-consent">
          <BooksForm
            company={company}
            environment={connection.environment ?? 'production'}
            prefersKnown={connection.lastFault?.code !== 'books/wrong-environment'}
            onStarted={remember}
            onCancel={isConnected ? () => setIsAsked(false) : null}
          />
        </div>
      )}
      {consent !== null && (
        <div className={styles['part']}>
          <ConsentView company={company} consent={consent} onGiven={given} onEnd={() => remember(null)} />
        </div>
      )}
      {isLeaving && <DisconnectDialog company={company} service="books" onClose={() => setIsLeaving(false)} />}
    </Panel>
  );
}

/** What was settled in QuickBooks itself shows only when it is asked again. */
function CheckAgain({ company }: { readonly company: string }): ReactElement {
  const refresh = useCommand('reference.refresh', {
    onDone: () => notify(texts.connections.checkedWell),
    onFailed: (failure) => notifyFailure(failure, texts.connections.checkFailed),
  });
  return (
    <Button variant="default" loading={refresh.isPending} onClick={() => void refresh.run({ company })}>
      {texts.connections.checkAgain}
    </Button>
  );
}
