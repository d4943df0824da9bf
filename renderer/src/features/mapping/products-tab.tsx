import { Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useCallback, useState } from 'react';

import { usePages } from '../../client/calls.ts';
import { type SearchTexts, useAddressState } from '../../lib/search.ts';
import { type ConfigChange, EffectDialog } from '../../ui/effect-dialog.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { type Chosen, ProductInbox } from './product-inbox.tsx';
import { ProductMappings } from './product-mappings.tsx';

interface ProductsTabProps {
  readonly company: string;
  readonly mappingCount: number;
}

const SEARCH_DELAY_MS = 150;
const PAGE = 100;
const textOf = (search: SearchTexts): string => search['product'] ?? '';

export function ProductsTab({ company, mappingCount }: ProductsTabProps): ReactElement {
  const [text, changeAddress] = useAddressState(textOf);
  const [asked] = useDebouncedValue(text, SEARCH_DELAY_MS);
  const [chosen, setChosen] = useState<Chosen>({});
  const [changes, setChanges] = useState<readonly ConfigChange[]>([]);
  const inbox = usePages('mapping.inbox', { company, text: asked, limit: PAGE }, { keepPrevious: true });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = inbox;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const close = (): void => setChanges([]);
  const saved = (): void => {
    close();
    setChosen({});
  };
  return (
    <Stack gap="sm">
      <QueryView query={inbox}>
        {({ pages }) => (
          <ProductInbox
            company={company}
            waiting={pages.flatMap((page) => page.products)}
            total={pages[0]?.productCount ?? 0}
            found={pages[0]?.productsFound ?? 0}
            text={text}
            chosen={chosen}
            onChoose={setChosen}
            onSearch={(product) => changeAddress({ product }, { replace: true })}
            onEnd={more}
            onAccept={setChanges}
          />
        )}
      </QueryView>
      <ProductMappings company={company} total={mappingCount} onChange={(change) => setChanges([change])} />
      {changes.length > 0 && <EffectDialog company={company} changes={changes} onSaved={saved} onClose={close} />}
    </Stack>
  );
}
