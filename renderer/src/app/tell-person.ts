import { useEffect, useRef } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import { useCall } from '../client/calls.ts';
import { useClient } from '../client/client-context.ts';
import { texts } from '../lib/texts.ts';

type Listed = MethodOutput<'company.list'>['companies'];

interface Told {
  readonly title: string;
  readonly body: string;
  /** A later one about the same takes the place of an earlier one. */
  readonly tag: string;
  /** Where it is dealt with, behind the #. */
  readonly place: string;
}

/** Tells through the computer's notifications what needs a person, while that person looks at something else. */
export function useTellPerson(): void {
  const client = useClient();
  const tell = useCall('app.preferences', {}).data?.tell;
  const companies = useCall('company.list', {}).data?.companies;
  const names = useRef<Listed>([]);
  useEffect(() => {
    names.current = companies ?? names.current;
  }, [companies]);
  const tellsReconnect = tell?.reconnect ?? false;
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.kind === 'attention' && tellsReconnect) {
          const name = names.current.find(({ slug }) => slug === event.company)?.name ?? event.company;
          show({
            title: texts.computer.reconnectTitle(name),
            body: texts.told.fault(event.code, event.message, {}),
            tag: `${event.company} ${event.code}`,
            place: `/c/${event.company}/connections`,
          });
        }
      }),
    [client, tellsReconnect],
  );
  useFailures(companies, tell?.failures ?? false);
}

/**
 * Refused ones and those without an answer are counted together: the words must not call refused what may be in the books. Counts are
 * compared with those of the answer before: what was refused already when Purser was opened is no news.
 */
function useFailures(companies: Listed | undefined, isWanted: boolean): void {
  const before = useRef<ReadonlyMap<string, number> | null>(null);
  useEffect(() => {
    if (companies === undefined) {
      return;
    }
    const last = before.current;
    before.current = new Map(companies.map(({ slug, failed }) => [slug, failed]));
    if (last === null || !isWanted) {
      return;
    }
    for (const { slug, name, failed } of companies) {
      const more = failed - (last.get(slug) ?? failed);
      if (more > 0) {
        const { failedTitle, failedBody } = texts.computer;
        show({ title: failedTitle(name), body: failedBody(more), tag: `${slug} failed`, place: `/c/${slug}/replay` });
      }
    }
  }, [companies, isWanted]);
}

/** Nothing where the person looks at Purser: then the screens say it. */
function show({ title, body, tag, place }: Told): void {
  if (document.hasFocus() || typeof Notification === 'undefined' || Notification.permission !== 'granted') {
    return;
  }
  const notification = new Notification(title, { body, tag });
  notification.addEventListener('click', () => {
    window.focus();
    window.location.hash = place;
    notification.close();
  });
}
