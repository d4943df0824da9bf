import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { StorePolicy } from '../../../../shared/domain/config/config.ts';

export type StoreRow = MethodOutput<'mapping.show'>['stores'][number];

/** Marketplaces that remit the sales tax by themselves in every state of the US that has one. */
const TAX_REMITTED_BY = ['amazon', 'ebay', 'etsy', 'walmart', 'tiktok'];

/**
 * What a store usually is: its orders are paid in the channel, so an invoice with its payment into the channel's clearing account;
 * and where the marketplace remits the sales tax, that tax is not on the document. Without a clearing account of the channel's
 * name it stays an invoice: a payment needs an account to land on.
 * @param accounts names of the books' accounts
 */
export function proposeStore({ storeName, marketplaceName, policy }: StoreRow, accounts: readonly string[]): StorePolicy {
  const channel = `${marketplaceName ?? ''} ${storeName}`.toLowerCase();
  const clearing = accounts.find((account) => {
    const name = account.toLowerCase();
    return name.includes('clearing') && channel.split(/[^a-z0-9]+/).some((word) => word.length > 2 && name.includes(word));
  });
  const isRemitted = TAX_REMITTED_BY.some((marketplace) => channel.includes(marketplace));
  return {
    ...policy,
    include: true,
    document: clearing === undefined ? 'invoice' : 'invoice-with-payment',
    clearingAccount: clearing === undefined ? policy.clearingAccount : { name: clearing },
    tax: isRemitted ? 'marketplace' : policy.tax,
  };
}
