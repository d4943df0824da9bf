import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import { assertNever } from '../../../../shared/domain/result.ts';
import { useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { notify } from '../../ui/notices.tsx';
import { BooksPanel } from './books-panel.tsx';
import { ShippingStep } from './set-up-shipping.tsx';
import { StartDateStep } from './set-up-start-date.tsx';
import type { SetUpFacts, Step } from './set-up-steps.ts';
import { StoresStep } from './set-up-stores.tsx';
import styles from './set-up.module.css';
import { SourcePanel } from './source-panel.tsx';

interface SetUpStepBodyProps {
  readonly company: string;
  readonly step: Step;
  readonly facts: SetUpFacts;
  readonly isPractice: boolean;
}

/** What a person does in a step, in its place: nothing of the set-up is on another screen that can be asked here. */
export function SetUpStepBody({ company, step: { name, state }, facts, isPractice }: SetUpStepBodyProps): ReactElement {
  switch (name) {
    case 'source':
      return <SourcePanel company={company} connection={facts.connections.source} isPractice={isPractice} />;
    case 'books':
      return <BooksPanel company={company} connection={facts.connections.books} isPractice={isPractice} />;
    case 'lists':
      return <ListsStep company={company} isReachable={state !== 'later'} />;
    case 'stores':
      return <StoresStep company={company} stores={facts.mappings.stores} />;
    case 'startDate':
      return <StartDateStep company={company} policy={facts.mappings.policy} />;
    case 'shipping':
      return <ShippingStep company={company} policy={facts.mappings.policy} />;
    case 'pull':
      return <PullStep company={company} isReachable={state !== 'later'} />;
    case 'products':
      return (
        <div className={styles['actions']}>
          <Button component={Link} to={`/c/${company}/mapping`} search={{ tab: 'products' } as never} variant="default">
            {texts.setUp.mapProducts}
          </Button>
        </div>
      );
    case 'rehearsal':
      return (
        <div className={styles['actions']}>
          <Button component={Link} to={`/c/${company}/rehearsal`}>
            {texts.setUp.toRehearsal}
          </Button>
        </div>
      );
    default:
      return assertNever(name);
  }
}

function ListsStep({ company, isReachable }: { readonly company: string; readonly isReachable: boolean }): ReactElement {
  const refresh = useCommand('reference.refresh', {
    onDone: ({ counts }) => notify(texts.setUp.listsRead, texts.connections.listsCount(counts)),
  });
  return (
    <>
      {refresh.error !== null && <FailureCard failure={refresh.error} title={texts.connections.stepFailed} />}
      <div className={styles['actions']}>
        <Button variant="default" disabled={!isReachable} loading={refresh.isPending} onClick={() => void refresh.run({ company })}>
          {texts.setUp.readLists}
        </Button>
        {!isReachable && texts.setUp.notConnected}
      </div>
    </>
  );
}

function PullStep({ company, isReachable }: { readonly company: string; readonly isReachable: boolean }): ReactElement {
  const sync = useCommand('sync.run', { onDone: (counts) => notify(texts.frame.synced, texts.frame.syncResult(counts)) });
  return (
    <>
      {sync.error !== null && <FailureCard failure={sync.error} title={texts.connections.stepFailed} />}
      <div className={styles['actions']}>
        <Button variant="default" disabled={!isReachable} loading={sync.isPending} onClick={() => void sync.run({ company })}>
          {texts.setUp.pullNow}
        </Button>
        {!isReachable && texts.setUp.notConnected}
      </div>
    </>
  );
}
