import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';

/** The company's policy in sentences, its config as a file, the self-check, and what this Purser is. */
export function SettingsScreen(): ReactElement {
  return <PageHeader title={texts.frame.settings} />;
}
