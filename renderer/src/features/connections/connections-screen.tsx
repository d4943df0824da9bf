import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';

/** Both services: their state, how to connect them, and what a new company still needs. */
export function ConnectionsScreen(): ReactElement {
  return <PageHeader title={texts.frame.connections} />;
}
