import { Outlet, useLocation } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef, useState } from 'react';

import { useCall } from '../client/calls.ts';
import { CompanyZone, useCompany } from '../lib/company.ts';
import { writeAs } from '../lib/locale.ts';
import { rememberCompany } from '../lib/last-company.ts';
import { texts } from '../lib/texts.ts';
import { useKeptFocus } from '../ui/keep-focus.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { Banners } from './banners.tsx';
import { type FrameDialog, FrameDialogs } from './frame-dialogs.tsx';
import styles from './frame.module.css';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';

/** Company and screens at the left, what runs at the top, the screen in the middle. */
export function Frame(): ReactElement {
  const company = useCompany();
  const mappings = useCall('mapping.show', { company });
  const companies = useCall('company.list', {}).data?.companies;
  // Before anything below is drawn; drawn anew where the country turns out to write otherwise than was thought.
  const locale = writeAs(companies?.find(({ slug }) => slug === company)?.country ?? null);
  const [dialog, showDialog] = useState<FrameDialog>(null);
  const main = useRef<HTMLElement>(null);
  useKeptFocus();
  useEffect(() => rememberCompany(company), [company]);
  const { pathname } = useLocation();
  useEffect(() => {
    // Each screen begins at its top; a change of filters or tabs leaves the place.
    main.current?.scrollTo(0, 0);
  }, [pathname]);
  return (
    <CompanyZone value={mappings.data?.policy.timeZone ?? 'UTC'}>
      <button type="button" className={styles['skip']} onClick={() => main.current?.focus()}>
        {texts.frame.skipToContent}
      </button>
      <div className={styles['frame']} key={`${company} ${locale}`}>
        <Sidebar company={company} />
        <div className={styles['column']}>
          <TopBar company={company} onOpen={showDialog} />
          <Banners company={company} />
          <main ref={main} tabIndex={-1} className={styles['main']}>
            <Outlet />
          </main>
        </div>
      </div>
      <FrameDialogs company={company} shown={dialog} show={showDialog} />
      <LiveRegion />
    </CompanyZone>
  );
}
