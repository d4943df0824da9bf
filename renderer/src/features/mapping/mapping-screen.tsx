import { Button } from '@mantine/core';
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
import { ProductsTab } from './products-tab.tsx';
import { ShippingTab } from './shipping-tab.tsx';
import { StoresTab } from './stores-tab.tsx';

const TABS = ['products', 'shipping', 'stores'] as const;
const tabOf = (search: SearchTexts): (typeof TABS)[number] => TABS.find((tab) => tab === search['tab']) ?? 'products';

/** What stands for what in QuickBooks; what is missing comes first, with the money that it holds up. */
export function MappingScreen(): ReactElement {
  const company = useCompany();
  const [tab, changeAddress] = useAddressState(tabOf);
  const inbox = useCall('mapping.inbox', { company });
  const mappings = useCall('mapping.show', { company });
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
    <>
      <PageHeader title={texts.mapping.title}>
        <Button
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={refresh.isPending}
          onClick={() => void refresh.run({ company })}
        >
          {texts.mapping.refresh}
        </Button>
      </PageHeader>
      <QueryView query={inbox}>
        {(waiting) => (
          <QueryView query={mappings}>
            {(shown) => (
              <ScreenTabs
                value={tab}
                onChange={(next) => changeAddress({ tab: next })}
                tabs={[
                  {
                    value: 'products',
                    name: texts.mapping.tabs.products,
                    count: waiting.products.length,
                    content: <ProductsTab company={company} waiting={waiting.products} products={shown.products} />,
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
                ]}
              />
            )}
          </QueryView>
        )}
      </QueryView>
    </>
  );
}
