import type { MethodOutput } from '../../../../shared/contract/client.ts';

type Cause = MethodOutput<'posting.failures'>['groups'][number];

/** The tab of Mapping on which a cause is mended; products where nothing is said. */
const MAPPING_TABS: Readonly<Record<string, 'stores' | 'tax' | 'shipping'>> = {
  'books/tax-refused': 'tax',
  'books/feature-missing': 'stores',
  'books/currency': 'stores',
  'mapping/store-missing': 'stores',
  'mapping/clearing-account-missing': 'stores',
  'mapping/channel-customer-missing': 'stores',
  'mapping/tax-missing': 'tax',
  'mapping/shipping-missing': 'shipping',
};

/** Where the button of a cause leads: in Review to its first order, in Mapping to the tab in question. */
export function remedySearch({ code, remedyScreen, postings: [first] }: Cause): Readonly<Record<string, string>> {
  if (remedyScreen === 'mapping') {
    return { tab: MAPPING_TABS[code] ?? 'products' };
  }
  return remedyScreen === 'review' && first !== undefined ? { states: 'failed,uncertain', order: String(first.orderId) } : {};
}
