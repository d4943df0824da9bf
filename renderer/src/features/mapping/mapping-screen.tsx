import { Button, Stack } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactElement } from 'react';

import { useCall, useCommand } from '../../client/calls.ts';
import { useCompany } from '../../lib/company.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { texts } from '../../lib/texts.ts';
import { notify, notifyFailure } from '../../ui/notices.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { ScreenTabs } from '../../ui/screen-tabs.tsx';
import { BrokenPanel } from './broken-panel.tsx';
import { FileButtons } from './file-buttons.tsx';
import { HistoryTab } from './history-tab.tsx';
import { PaymentsTab } from './payments-tab.tsx';
import { ProductsTab } from './products-tab.tsx';
import { ShippingTab } from './shipping-tab.tsx';
import { StoresTab } from './stores-tab.tsx';
import { TaxTab } from './tax-tab.tsx';

const TABS = ['products', 'shipping', 'stores', 'payments', 'tax', 'history'] as const;
type Tab = (typeof TABS)[number];
const tabOf = (search: SearchTexts): Tab => TABS.find((tab) => tab === search['tab']) ?? 'products';
/** Mappings that are kept in a spreadsheet. */
const FILES: Partial<Record<Tab, 'products' | 'shipping-methods'>> = { products: 'products', shipping: 'shipping-methods' };

/** What stands for what in QuickBooks; what is missing comes first, with the money that it holds up. */
export function MappingScreen(): ReactElement {
  const company = useCompany();
  const [tab, changeAddress] = useAddressState(tabOf);
  // One product: with it, suggestions for shipping methods are made too. Products have pages of their own.
  const inbox = useCall('mapping.inbox', { company, limit: 1 });
  const mappings = useCall('mapping.show', { company });
  const what = FILES[tab];
  return (
    <>
      <PageHeader title={texts.mapping.title}>
        {what !== undefined && mappings.data !== undefined && (
          <FileButtons key={what} company={company} what={what} version={mappings.data.version} />
        )}
        <RefreshButton company={company} />
      </PageHeader>
      <QueryView query={inbox}>
        {(waiting) => (
          <QueryView query={mappings}>
            {(shown) => (
              <Stack gap="sm">
                <BrokenPanel company={company} broken={waiting.broken} />
                <ScreenTabs
                  value={tab}
                  onChange={(next) => changeAddress({ tab: next })}
                  tabs={[
                    {
                      value: 'products',
                      name: texts.mapping.tabs.products,
                      count: waiting.productCount,
                      content: <ProductsTab company={company} mappingCount={shown.productCount} />,
                    },
                    {
                      value: 'shipping',
                      name: texts.mapping.tabs.shipping,
                      count: waiting.shippingMethods.length,
                      content: (
                        <ShippingTab
                          company={company}
                          waiting={waiting.shippingMethods}
                          methods={shown.shippingMethods}
                          stores={shown.stores}
                          carriers={shown.carriers}
                        />
                      ),
                    },
                    {
                      value: 'stores',
                      name: texts.mapping.tabs.stores,
                      count: waiting.stores.length,
                      content: <StoresTab company={company} waiting={waiting.stores} stores={shown.stores} />,
                    },
                    {
                      value: 'payments',
                      name: texts.mapping.tabs.payments,
                      content: <PaymentsTab company={company} mappings={shown.paymentMethods} stores={shown.stores} />,
                    },
                    {
                      value: 'tax',
                      name: texts.mapping.tabs.tax,
                      content: <TaxTab company={company} stores={shown.stores} regime={shown.taxRegime} />,
                    },
                    { value: 'history', name: texts.mapping.tabs.history, content: <HistoryTab company={company} /> },
                  ]}
                />
              </Stack>
            )}
          </QueryView>
        )}
      </QueryView>
    </>
  );
}

function RefreshButton({ company }: { readonly company: string }): ReactElement {
  const refresh = useCommand('reference.refresh', {
    onDone: ({ counts }) =>
      notify(
        texts.mapping.refreshed,
        Object.entries(counts)
          .map(([kind, count]) => `${count} ${kind}`)
          .join(', '),
      ),
    onFailed: (failure) => notifyFailure(failure),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      loading={refresh.isPending}
      onClick={() => void refresh.run({ company })}
    >
      {texts.mapping.refresh}
    </Button>
  );
}
