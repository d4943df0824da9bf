import type { ReactElement } from 'react';

import { useCompany } from '../../lib/company.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { ScreenTabs } from '../../ui/screen-tabs.tsx';
import { BackupTab } from './backup/backup-tab.tsx';
import { AboutTab } from './about-tab.tsx';
import { CheckTab } from './check-tab.tsx';
import { ComputerTab } from './computer-tab.tsx';
import { FileTab } from './file-tab.tsx';
import { PolicyTab } from './policy-tab.tsx';
import { ScheduleTab } from './schedule-tab.tsx';

const TABS = ['policy', 'schedule', 'backup', 'file', 'check', 'computer', 'about'] as const;
const tabOf = (search: SearchTexts): (typeof TABS)[number] => TABS.find((tab) => tab === search['tab']) ?? 'policy';

/** The company's policy and schedule in sentences, its config as a file, the self-check, and what this Purser is. */
export function SettingsScreen(): ReactElement {
  const company = useCompany();
  const [tab, changeAddress] = useAddressState(tabOf);
  const names = texts.settings.tabs;
  return (
    <>
      <PageHeader title={texts.settings.title} />
      <ScreenTabs
        value={tab}
        onChange={(next) => changeAddress({ tab: next })}
        tabs={[
          { value: 'policy', name: names.policy, content: <PolicyTab company={company} /> },
          { value: 'schedule', name: names.schedule, content: <ScheduleTab company={company} /> },
          { value: 'backup', name: names.backup, content: <BackupTab company={company} /> },
          { value: 'file', name: names.file, content: <FileTab company={company} /> },
          { value: 'check', name: names.check, content: <CheckTab company={company} /> },
          { value: 'computer', name: names.computer, content: <ComputerTab /> },
          { value: 'about', name: names.about, content: <AboutTab company={company} /> },
        ]}
      />
    </>
  );
}
