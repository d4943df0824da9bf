import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { ToneBadge } from '../../ui/state-badge.tsx';

interface CountVerdictProps {
  readonly listed: number;
  readonly stored: number;
  readonly missing: number;
}

/** What two counts mean, by icon and words. */
export function CountVerdict({ listed, stored, missing }: CountVerdictProps): ReactElement {
  if (stored < listed) {
    return <ToneBadge tone="bad">{texts.completeness.fewer(listed - stored)}</ToneBadge>;
  }
  if (stored > listed) {
    return <ToneBadge tone="warn">{texts.completeness.moreHere(stored - listed)}</ToneBadge>;
  }
  return <ToneBadge tone="good">{missing > 0 ? texts.completeness.fetchedNow(missing) : texts.completeness.same}</ToneBadge>;
}
