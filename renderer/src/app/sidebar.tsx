import { Badge, Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import { useCall } from '../client/calls.ts';
import { formatCount } from '../lib/format.ts';
import { texts } from '../lib/texts.ts';
import styles from './frame.module.css';
import { type ScreenEntry, screensOf } from '../lib/screen-list.ts';

type Listed = MethodOutput<'company.list'>['companies'][number];

export function Sidebar({ company }: { readonly company: string }): ReactElement {
  const companies = useCall('company.list', {}).data?.companies ?? [];
  const inbox = useCall('mapping.inbox', { company, limit: 0 }).data;
  const current = companies.find(({ slug }) => slug === company);
  const counts: Readonly<Record<string, number>> = {
    review: current?.toReview ?? 0,
    mapping: inbox === undefined ? 0 : inbox.productCount + inbox.shippingMethods.length + inbox.stores.length,
    replay: current?.failed ?? 0,
  };
  return (
    <aside className={styles['sidebar']}>
      <CompanySwitcher company={company} current={current} companies={companies} />
      <nav aria-label={texts.frame.nav}>
        <ul className={styles['nav']}>
          {screensOf(current?.practice === true).map((entry) => (
            <NavEntry key={entry.path} entry={entry} company={company} count={counts[entry.path] ?? 0} />
          ))}
        </ul>
      </nav>
    </aside>
  );
}

interface NavEntryProps {
  readonly entry: ScreenEntry;
  readonly company: string;
  readonly count: number;
}

function NavEntry({ entry: { path, name, icon: Icon }, company, count }: NavEntryProps): ReactElement {
  return (
    <li>
      <Link
        to={`/c/$company/${path}`}
        params={{ company } as never}
        search={{} as never}
        className={styles['link']}
        activeOptions={{ includeSearch: false }}
        title={name}
      >
        <Icon size={17} aria-hidden stroke={1.6} />
        <span className={styles['linkName']}>{name}</span>
        {count > 0 && (
          <span className={styles['count']}>
            {formatCount(count)} <VisuallyHidden component="span">{texts.frame.open}</VisuallyHidden>
          </span>
        )}
      </Link>
    </li>
  );
}

function stateText({ attention, toReview, failed }: Listed): string {
  return attention === 'work' ? texts.frame.companyWork(toReview, failed) : texts.frame.companyStates[attention];
}

interface CompanySwitcherProps {
  readonly company: string;
  readonly current: Listed | undefined;
  readonly companies: readonly Listed[];
}

function CompanySwitcher({ company, current, companies }: CompanySwitcherProps): ReactElement {
  return (
    <Menu position="bottom-start" width={280} withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={styles['company']}>
          <VisuallyHidden>{texts.frame.switchCompany}</VisuallyHidden>
          <span className={styles['companyName']}>{current?.name ?? company}</span>
          <IconChevronDown size={15} aria-hidden />
          <span className={styles['companyState']}>{current === undefined ? '' : stateText(current)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{texts.frame.chooseTitle}</Menu.Label>
        {companies.map((listed) => (
          <Menu.Item
            key={listed.slug}
            component={Link}
            to={`/c/${listed.slug}/overview`}
            {...(listed.slug === company ? { 'aria-current': 'true' as const } : {})}
          >
            <span className={styles['companyName']}>{listed.name}</span>{' '}
            {listed.practice && (
              <Badge size="xs" variant="default">
                {texts.frame.practice}
              </Badge>
            )}
            <div className={styles['companyState']}>{stateText(listed)}</div>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/companies/new" leftSection={<IconPlus size={15} aria-hidden />}>
          {texts.frame.addCompany}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
