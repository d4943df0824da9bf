import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import { findingName } from '../lib/finding-names.ts';

/** Where a cause is mended: what a mapping settles, on its tab of Mapping; all else among the orders. */
const MAPPED_THERE: Readonly<Record<string, string>> = {
  'mapping/product-missing': 'products',
  'mapping/shipping-missing': 'shipping',
  'mapping/store-missing': 'stores',
  'mapping/clearing-account-missing': 'stores',
  'mapping/channel-customer-missing': 'stores',
  'mapping/tax-missing': 'stores',
};

/** A cause by its name, as a link to the orders that it holds up or the mapping that settles it. */
export function CauseLink({ company, code }: { readonly company: string; readonly code: string }): ReactElement {
  const tab = MAPPED_THERE[code];
  return tab === undefined ? (
    <Anchor component={Link} to={`/c/${company}/review`} search={{ code, states: 'all' } as never} size="sm">
      {findingName(code)}
    </Anchor>
  ) : (
    <Anchor component={Link} to={`/c/${company}/mapping`} search={{ tab } as never} size="sm">
      {findingName(code)}
    </Anchor>
  );
}
