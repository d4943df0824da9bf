import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { recordText } from '../../lib/record-name.ts';
import { texts } from '../../lib/texts.ts';
import { EffectDialog } from '../../ui/effect-dialog.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';
import styles from './set-up.module.css';

type Policy = MethodOutput<'mapping.show'>['policy'];

interface ShippingStepProps {
  readonly company: string;
  readonly policy: Policy;
}

/** The item that stands for shipping charges; one for each method is a screen of its own. */
export function ShippingStep({ company, policy }: ShippingStepProps): ReactElement {
  const [item, setItem] = useState<Policy['shipping']['defaultItem']>(null);
  const close = (): void => setItem(null);
  return (
    <div className={styles['actions']} style={{ alignItems: 'flex-end' }}>
      <RecordPicker
        company={company}
        kind="item"
        label={texts.setUp.defaultItem}
        isLabelShown
        width={300}
        value={recordText(policy.shipping.defaultItem)}
        onPick={({ name }) => setItem({ name })}
      />
      <Button component={Link} to={`/c/${company}/mapping`} search={{ tab: 'shipping' } as never} variant="default">
        {texts.setUp.mapShipping}
      </Button>
      {item !== null && (
        <EffectDialog
          company={company}
          changes={[{ kind: 'policy', policy: { ...policy, shipping: { ...policy.shipping, defaultItem: item } } }]}
          onSaved={close}
          onClose={close}
        />
      )}
    </div>
  );
}
