import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';

/** Two doors: the practice company, or a client of one's own. */
export function FirstRunScreen(): ReactElement {
  return <PageHeader title={texts.frame.firstRunTitle} />;
}
