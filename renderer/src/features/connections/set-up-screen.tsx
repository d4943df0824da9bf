import { Accordion, Alert, Group, Progress, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import { useCall } from '../../client/calls.ts';
import { useCompany } from '../../lib/company.ts';
import { formatCount } from '../../lib/format.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StartCompany } from '../../ui/start-company.tsx';
import { ToneBadge } from '../../ui/state-badge.tsx';
import { SetUpStepBody } from './set-up-step-body.tsx';
import { openSteps, type Step, STEP_NAMES, type StepName } from './set-up-steps.ts';
import styles from './set-up.module.css';
import { type SetUp, useSetUp } from './use-set-up.ts';

const stepOf = (search: SearchTexts): StepName | 'none' | null =>
  search['step'] === 'none' ? 'none' : (STEP_NAMES.find((name) => name === search['step']) ?? null);

/** From the key to the start: a checklist that can be left and resumed, for nothing of it is remembered beside what is done. */
export function SetUpScreen(): ReactElement {
  const company = useCompany();
  const setUp = useSetUp(company);
  const companies = useCall('company.list', {});
  const isPractice = companies.data?.companies.find(({ slug }) => slug === company)?.practice ?? false;
  return (
    <>
      <PageHeader title={texts.setUp.title} hint={texts.setUp.lead} />
      <QueryView query={setUp} lines={12}>
        {(shown) => <Checklist company={company} setUp={shown} isPractice={isPractice} />}
      </QueryView>
    </>
  );
}

interface ChecklistProps {
  readonly company: string;
  readonly setUp: SetUp;
  readonly isPractice: boolean;
}

function Checklist({ company, setUp: { facts, steps, isStarted }, isPractice }: ChecklistProps): ReactElement {
  const [chosen, changeAddress] = useAddressState(stepOf);
  const firstOpen = steps.find(({ state }) => state === 'open')?.name ?? null;
  // A step that was just done stays open until the person goes on: what it says now is its result.
  const [kept, setKept] = useState<StepName | null>(firstOpen);
  const shown = chosen === 'none' ? null : (chosen ?? kept);
  const done = steps.filter(({ state }) => state === 'done').length;
  const progress = texts.setUp.progress(formatCount(done), formatCount(steps.length));
  const areBothConnected = facts.connections.source.status === 'connected' && facts.connections.books.status === 'connected';
  return (
    <Stack gap="sm" maw={980}>
      {isStarted && (
        <Alert color="green" variant="outline" py={6}>
          {texts.setUp.isStarted}
        </Alert>
      )}
      <Group gap="sm" wrap="nowrap">
        <Progress.Root size="sm" flex={1}>
          <Progress.Section value={(100 * done) / steps.length} aria-label={texts.setUp.title} aria-valuetext={progress} />
        </Progress.Root>
        <Text size="sm" role="status">
          {progress}
        </Text>
      </Group>
      <Accordion
        variant="separated"
        className={styles['checklist'] ?? ''}
        radius="sm"
        order={2}
        value={shown}
        onChange={(value) => {
          const name = STEP_NAMES.find((known) => known === value) ?? null;
          setKept(name);
          changeAddress({ step: name ?? 'none' }, { replace: true });
        }}
      >
        {steps.map((step, index) => (
          <Accordion.Item key={step.name} value={step.name}>
            <Accordion.Control>
              <StepTitle step={step} number={index + 1} />
            </Accordion.Control>
            <Accordion.Panel>
              {shown === step.name && (
                <Stack gap="sm">
                  <Text size="sm" c="dimmed" maw={720}>
                    {step.why}
                  </Text>
                  <SetUpStepBody company={company} step={step} facts={facts} isPractice={isPractice} />
                </Stack>
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      {!isStarted && (
        <Group justify="flex-end" gap="sm">
          <Text size="sm" c="dimmed">
            {areBothConnected ? texts.setUp.startHint : texts.setUp.notConnected}
          </Text>
          <StartCompany
            company={company}
            open={openSteps(steps).map(({ title }) => title)}
            hindrance={areBothConnected ? null : texts.setUp.notConnected}
          />
        </Group>
      )}
    </Stack>
  );
}

const TONES = { done: 'done', open: 'warn', later: 'quiet' } as const;

function StepTitle({ step: { title, state, text }, number }: { readonly step: Step; readonly number: number }): ReactElement {
  return (
    <span className={styles['title']}>
      <span className={styles['name']}>
        {formatCount(number)}. {title}
      </span>
      <span className={styles['state']}>
        <ToneBadge tone={TONES[state]}>{texts.setUp[state]}</ToneBadge>
      </span>
      <span className={styles['text']}>{text}</span>
    </span>
  );
}
