import { Button, Progress, Text, Title } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import { useCall, useCommand } from '../../client/calls.ts';
import { texts } from '../../lib/texts.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import styles from './companies.module.css';
import type { Companies } from './known-companies.tsx';

/** Opens the practice company, made and pulled first where it is not there yet. */
export function PracticeDoor({ companies }: { readonly companies: Companies }): ReactElement {
  const opening = usePracticeOpening();
  const practices = companies.filter(({ practice }) => practice);
  // The company is on the list before it is ready: the door that makes the first one stays as it is until then.
  const [isFirst, setIsFirst] = useState(false);
  const known = isFirst ? undefined : practices[0];
  const openFirst = (): void => {
    setIsFirst(true);
    opening.open(texts.frame.practiceName);
  };
  return (
    <section className={styles['door']} aria-label={texts.frame.practiceDoor}>
      <Title order={2} size="h3">
        {texts.frame.practiceDoor}
      </Title>
      <Text size="sm">{texts.frame.practiceLead}</Text>
      <Text size="sm" c="dimmed">
        {known === undefined ? texts.frame.practiceNote : texts.companies.practiceReady(known.name)}
      </Text>
      <div className={styles['actions']}>
        {known === undefined ? (
          <Button size="sm" loading={opening.isBusy} disabled={opening.isPullFailed} onClick={openFirst}>
            {texts.frame.practiceDoor}
          </Button>
        ) : (
          <>
            <Button size="sm" component={Link} to={`/c/${known.slug}/overview`}>
              {texts.companies.openKnown(known.name)}
            </Button>
            <Button
              variant="subtle"
              loading={opening.isBusy}
              disabled={opening.isPullFailed}
              onClick={() => opening.open(texts.companies.practiceNumbered(practices.length + 1))}
            >
              {texts.companies.practiceAnother}
            </Button>
          </>
        )}
        <OpeningState opening={opening} />
      </div>
    </section>
  );
}

interface PracticeOpening {
  /** The company that was made by this door, from then on. */
  readonly slug: string | null;
  readonly isBusy: boolean;
  readonly isPullFailed: boolean;
  readonly addFailure: Error | null;
  readonly pullFailure: Error | null;
  readonly open: (name: string) => void;
  readonly pull: () => void;
}

/** Two commands in a row: the company with its services, then its orders; a failed pull leaves the company there. */
function usePracticeOpening(): PracticeOpening {
  const [slug, setSlug] = useState<string | null>(null);
  const navigate = useNavigate();
  const add = useCommand('company.add');
  const sync = useCommand('sync.run');
  const pull = async (company: string): Promise<void> => {
    if ((await sync.run({ company })) !== null) {
      await navigate({ to: '/c/$company/overview', params: { company } } as never); // safe: a screen of router.tsx
    }
  };
  const open = async (name: string): Promise<void> => {
    const added = await add.run({ name, practice: true });
    if (added !== null) {
      setSlug(added.company.slug);
      await pull(added.company.slug);
    }
  };
  return {
    slug,
    isBusy: add.isPending || sync.isPending,
    isPullFailed: sync.error !== null,
    addFailure: add.error,
    pullFailure: sync.error,
    open: (name) => void open(name),
    pull: () => {
      if (slug !== null) {
        void pull(slug);
      }
    },
  };
}

function OpeningState({ opening }: { readonly opening: PracticeOpening }): ReactElement | null {
  const { slug, isBusy, addFailure, pullFailure } = opening;
  if (addFailure !== null) {
    return <FailureCard failure={addFailure} title={texts.companies.notMade} />;
  }
  if (pullFailure !== null && slug !== null) {
    return (
      <>
        <FailureCard failure={pullFailure} title={texts.companies.pullFailed} onRetry={opening.pull} />
        <Button variant="default" component={Link} to={`/c/${slug}/overview`}>
          {texts.companies.openAnyway}
        </Button>
      </>
    );
  }
  return isBusy ? <OpeningProgress slug={slug} /> : null;
}

function OpeningProgress({ slug }: { readonly slug: string | null }): ReactElement {
  const running = useCall('run.current', { company: slug ?? '' }, { enabled: slug !== null }).data?.running ?? null;
  const step = slug === null ? texts.companies.making : texts.companies.pulling;
  const total = running?.total ?? null;
  const done = running === null ? '' : texts.companies.pulled(running.done, total);
  return (
    <div style={{ width: '100%' }}>
      <Text size="sm" role="status">
        {running === null ? step : `${texts.told.running(running.label)}: ${done}`}
      </Text>
      <Progress.Root size="sm" mt={4}>
        <Progress.Section
          value={running === null || total === null || total === 0 ? 100 : (100 * running.done) / total}
          animated={total === null}
          aria-label={running === null ? step : texts.told.running(running.label)}
          aria-valuetext={running === null ? step : done}
        />
      </Progress.Root>
    </div>
  );
}
