import { Badge, Stack, Text } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';

import { ACTION_OF_TROUBLE, PRACTICE_PLACES } from '../../../../shared/domain/practice/actions.ts';
import { useCall, useCommand } from '../../client/calls.ts';
import { useCompany } from '../../lib/company.ts';
import { texts } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { announce } from '../../ui/live-region.tsx';
import { notifyFailure } from '../../ui/notices.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import type { Deed, Offer, Trouble, Wish } from './action-fields.ts';
import { ActionRow } from './action-row.tsx';
import { DeedPanel } from './deed-panel.tsx';
import styles from './practice.module.css';
import { TroublesPanel } from './troubles-panel.tsx';

/** The training ground of a practice company: others act, things go wrong, and a person learns what Purser shows of it. */
export function PracticeScreen(): ReactElement {
  const company = useCompany();
  const companies = useCall('company.list', {});
  const { practice } = texts;
  return (
    <>
      <PageHeader title={practice.title} hint={practice.hint}>
        <Badge
          color="grape"
          variant="outline"
          size="lg"
          leftSection={<IconSchool size={14} aria-hidden />}
          className={styles['badge'] ?? ''}
        >
          {practice.badge}
        </Badge>
      </PageHeader>
      <QueryView query={companies} lines={8}>
        {({ companies: known }) =>
          known.some(({ slug, practice: isPractice }) => slug === company && isPractice) ? (
            <Practice company={company} />
          ) : (
            <EmptyState title={practice.elsewhereTitle} hint={practice.elsewhereHint} />
          )
        }
      </QueryView>
    </>
  );
}

function Practice({ company }: { readonly company: string }): ReactElement {
  const actions = useCall('practice.actions', { company });
  const [deed, setDeed] = useState<Deed | null>(null);
  const perform = useCommand('practice.perform', {
    onDone: (done) => {
      setDeed(done);
      const { happened, lookFor } = texts.practice.deed(done);
      announce(`${happened} ${lookFor}`);
    },
    onFailed: (failure) => notifyFailure(failure),
  });
  const running = perform.isPending ? (perform.variables?.input.wish.action ?? null) : null;
  return (
    <QueryView query={actions} lines={12}>
      {({ offers, troubles }) => (
        <Stack gap="sm">
          <div className={styles['mark']}>
            <Text size="sm">
              <strong>{texts.practice.notReal}.</strong> {texts.practice.lead}
            </Text>
          </div>
          <div className={styles['state']}>
            <DeedPanel company={company} deed={deed} />
            <TroublesPanel
              troubles={troubles}
              isClearing={running === 'back-to-normal'}
              onClear={() => void perform.run({ company, wish: { action: 'back-to-normal' } })}
            />
          </div>
          <Places offers={offers} troubles={troubles} running={running} onPerform={(wish) => void perform.run({ company, wish })} />
        </Stack>
      )}
    </QueryView>
  );
}

interface PlacesProps {
  readonly offers: readonly Offer[];
  readonly troubles: readonly Trouble[];
  readonly running: Offer['action'] | null;
  readonly onPerform: (wish: Wish) => void;
}

function Places({ offers, troubles, running, onPerform }: PlacesProps): ReactElement {
  const on = new Set(troubles.map(({ trouble }) => ACTION_OF_TROUBLE[trouble]));
  return (
    <>
      {PRACTICE_PLACES.map((place) => (
        <Panel key={place} title={texts.practice.places[place]} hint={texts.practice.placeHints[place]}>
          <ul className={styles['rows']}>
            {offers
              .filter((offer) => offer.place === place)
              .map((offer) => (
                <ActionRow
                  key={offer.action}
                  offer={offer}
                  isOn={on.has(offer.action)}
                  isRunning={running === offer.action}
                  isBusy={running !== null}
                  onPerform={onPerform}
                />
              ))}
          </ul>
        </Panel>
      ))}
    </>
  );
}
