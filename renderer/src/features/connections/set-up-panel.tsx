import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { notify } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ToneBadge } from '../../ui/state-badge.tsx';
import styles from './connections.module.css';
import { isSetUp, setUpSteps, type Step, type StepName } from './set-up-steps.ts';

interface SetUpPanelProps {
  readonly company: string;
  readonly connections: MethodOutput<'connection.list'>;
}

/** What a new company still needs. Gone once it is complete. */
export function SetUpPanel({ company, connections }: SetUpPanelProps): ReactElement | null {
  const mappings = useCall('mapping.show', { company }).data;
  const inbox = useCall('mapping.inbox', { company, limit: 0 }).data;
  const lists = useCall('reference.search', { company, kind: 'account', text: '', limit: 1 }).data;
  const overview = useCall('overview.show', { company }).data;
  if (mappings === undefined || inbox === undefined || lists === undefined || overview === undefined) {
    return null;
  }
  const facts = {
    connections,
    mappings,
    unmappedProducts: inbox.productCount,
    areListsRead: lists.records.length > 0,
    isPulled: overview.states.length > 0 || overview.lastSync !== null,
  };
  const steps = setUpSteps(facts);
  return isSetUp(steps) ? null : <SetUpList company={company} steps={steps} />;
}

function SetUpList({ company, steps }: { readonly company: string; readonly steps: readonly Step[] }): ReactElement {
  const refresh = useCommand('reference.refresh', {
    onDone: ({ counts }) => notify(texts.connections.listsRead, texts.connections.listsCount(counts)),
  });
  const sync = useCommand('sync.run', { onDone: (counts) => notify(texts.frame.synced, texts.frame.syncResult(counts)) });
  const failure = refresh.error ?? sync.error;
  const actions: Partial<Record<StepName, { readonly run: () => void; readonly isBusy: boolean }>> = {
    lists: { run: () => void refresh.run({ company }), isBusy: refresh.isPending },
    pull: { run: () => void sync.run({ company }), isBusy: sync.isPending },
  };
  return (
    <Panel title={texts.connections.setUp} hint={texts.connections.setUpHint(steps.filter(({ isDone }) => isDone).length, steps.length)}>
      {failure !== null && <FailureCard failure={failure} title={texts.connections.stepFailed} />}
      <ol className={styles['steps']}>
        {steps.map((step) => (
          <SetUpStep key={step.name} company={company} step={step} action={actions[step.name] ?? null} />
        ))}
      </ol>
    </Panel>
  );
}

/** Where a step is done, with the address's parameters; the two forms are on this very screen. */
const PLACES: Readonly<Partial<Record<StepName, { readonly screen: string; readonly search: Readonly<Record<string, string>> }>>> = {
  start: { screen: 'settings', search: { tab: 'policy' } },
  shipping: { screen: 'mapping', search: { tab: 'shipping' } },
  stores: { screen: 'mapping', search: { tab: 'stores' } },
  products: { screen: 'mapping', search: { tab: 'products' } },
};

interface SetUpStepProps {
  readonly company: string;
  readonly step: Step;
  readonly action: { readonly run: () => void; readonly isBusy: boolean } | null;
}

function SetUpStep({ company, step: { name, isDone, hint, isReachable }, action }: SetUpStepProps): ReactElement {
  const { name: title, link } = texts.connections.steps[name];
  const place = PLACES[name];
  return (
    <li className={styles['step']}>
      <ToneBadge tone={isDone ? 'done' : 'warn'}>{isDone ? texts.connections.setUpDone : texts.connections.setUpOpen}</ToneBadge>
      <div>
        <strong>{title}</strong>
        {!isDone && (
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
        )}
      </div>
      {!isDone && action !== null && (
        <Button variant="default" disabled={!isReachable} loading={action.isBusy} onClick={action.run}>
          {link}
        </Button>
      )}
      {!isDone && place !== undefined && (
        <Button component={Link} to={`/c/${company}/${place.screen}`} search={place.search as never} variant="default">
          {link}
        </Button>
      )}
      {!isDone && action === null && place === undefined && (
        <Button variant="default" onClick={() => focusForm(name === 'source' ? 'source-key' : 'books-consent')}>
          {link}
        </Button>
      )}
    </li>
  );
}

/** The forms are below; the focus goes to the first field. */
function focusForm(id: string): void {
  document.getElementById(id)?.querySelector<HTMLInputElement>('input:not([type=radio])')?.focus();
}
