import { Stack } from '@mantine/core';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { type ConfigChange, EffectDialog } from '../../ui/effect-dialog.tsx';
import { ProductInbox } from './product-inbox.tsx';
import { ProductMappings } from './product-mappings.tsx';

interface ProductsTabProps {
  readonly company: string;
  readonly waiting: MethodOutput<'mapping.inbox'>['products'];
  readonly products: MethodOutput<'mapping.show'>['products'];
}

export function ProductsTab({ company, waiting, products }: ProductsTabProps): ReactElement {
  const [changes, setChanges] = useState<readonly ConfigChange[]>([]);
  const done = (): void => setChanges([]);
  return (
    <Stack gap="sm">
      <ProductInbox company={company} waiting={waiting} onAccept={setChanges} />
      <ProductMappings company={company} products={products} onChange={(change) => setChanges([change])} />
      {changes.length > 0 && <EffectDialog company={company} changes={changes} onSaved={done} onClose={done} />}
    </Stack>
  );
}
