import { Badge, Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import {
  IconActivity,
  IconArrowsLeftRight,
  IconChecklist,
  IconChevronDown,
  IconLayoutDashboard,
  IconListCheck,
  IconPlugConnected,
  IconPlus,
  IconRepeat,
  IconReportAnalytics,
  IconScale,
  IconSettings,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactElement } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import { useCall } from '../client/calls.ts';
import { formatCount } from '../lib/format.ts';
import { texts } from '../lib/texts.ts';
import styles from './frame.module.css';

type Listed = MethodOutput<'company.list'>['companies'][number];

interface Entry {
  readonly path: string;
  readonly name: string;
  readonly icon: ComponentType<{ readonly size: number; readonly 'aria-hidden': true; readonly stroke: number }>;
}

const ENTRIES: readonly Entry[] = [
  { path: 'overview', name: texts.frame.overview, icon: IconLayoutDashboard },
  { path: 'review', name: texts.frame.review, icon: IconChecklist },
  { path: 'mapping', name: texts.frame.mapping, icon: IconArrowsLeftRight },
  { path: 'replay', name: texts.frame.replay, icon: IconRepeat },
  { path: 'reconcile', name: texts.frame.reconcile, icon: IconScale },
  { path: 'completeness', name: texts.completeness.title, icon: IconListCheck },
  { path: 'activity', name: texts.frame.activity, icon: IconActivity },
  { path: 'audit', name: texts.frame.audit, icon: IconReportAnalytics },
  { path: 'connections', name: texts.frame.connections, icon: IconPlugConnected },
  { path: 'settings', name: texts.frame.settings, icon: IconSettings },
];

export function Sidebar({ company }: { readonly company: string }): ReactElement {
  const companies = useCall('company.list', {}).data?.companies ?? [];
  const inbox = useCall('mapping.inbox', { company }).data;
  const current = companies.find(({ slug }) => slug === company);
  const counts: Readonly<Record<string, number>> = {
    review: current?.toReview ?? 0,
    mapping: inbox === undefined ? 0 : inbox.products.length + inbox.shippingMethods.length + inbox.stores.length,
    replay: current?.failed ?? 0,
  };
  return (
    <aside className={styles['sidebar']}>
      <CompanySwitcher company={company} current={current} companies={companies} />
      <nav aria-label={texts.frame.nav}>
        <ul className={styles['nav']}>
          {ENTRIES.map((entry) => (
            <NavEntry key={entry.path} entry={entry} company={company} count={counts[entry.path] ?? 0} />
          ))}
        </ul>
      </nav>
    </aside>
  );
}

interface NavEntryProps {
  readonly entry: Entry;
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
      >
        <Icon size={17} aria-hidden stroke={1.6} />
        {name}
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
