import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { StorePolicy } from '../../../../shared/domain/config/config.ts';

export type StoreRow = MethodOutput<'mapping.show'>['stores'][number];

/** Marketplaces that remit the sales tax by themselves in every state of the US that has one. They tell no real e-mail of a buyer. */
const MARKETPLACES = ['amazon', 'ebay', 'etsy', 'walmart', 'tiktok'];

const channelOf = ({ storeName, marketplaceName }: StoreRow): string => `${marketplaceName ?? ''} ${storeName}`.toLowerCase();

/** The marketplace that a store sells on, in small letters; null for a shop of one's own. */
export const marketplaceOf = (store: StoreRow): string | null => MARKETPLACES.find((name) => channelOf(store).includes(name)) ?? null;

/** What the books have, by name. */
export interface BooksNames {
  readonly accounts: readonly string[];
  readonly customers: readonly string[];
}

/**
 * What a store usually is: its orders are paid in the channel, so an invoice with its payment into the channel's clearing account;
 * and where the marketplace remits the sales tax, that tax is not on the document. Without a clearing account of the channel's
 * name it stays an invoice: a payment needs an account to land on. A marketplace's buyers, thousands of names with relay
 * addresses, are one customer, where the books have one that bears the marketplace's name.
 */
export function proposeStore(store: StoreRow, { accounts, customers }: BooksNames): StorePolicy {
  const { policy } = store;
  const channel = channelOf(store);
  const clearing = accounts.find((account) => {
    const name = account.toLowerCase();
    return name.includes('clearing') && channel.split(/[^a-z0-9]+/).some((word) => word.length > 2 && name.includes(word));
  });
  const marketplace = marketplaceOf(store);
  const customer = marketplace === null ? undefined : customers.find((name) => name.toLowerCase().includes(marketplace));
  return {
    ...policy,
    include: true,
    document: clearing === undefined ? 'invoice' : 'invoice-with-payment',
    clearingAccount: clearing === undefined ? policy.clearingAccount : { name: clearing },
    tax: marketplace === null ? policy.tax : 'marketplace',
    ...(customer === undefined ? {} : { customer: 'channel', channelCustomer: { name: customer } }),
  };
}
