import type { ReactElement } from 'react';

import { texts } from '../../lib/texts.ts';
import { Panel } from '../../ui/panel.tsx';
import type { PolicyDraft, SentencesProps } from './policy-draft.ts';
import { RecordSentence, Sentence } from './sentence.tsx';
import styles from './settings.module.css';

/** What happens to products and shipping charges that no mapping knows. */
export function ItemSentences({ company, policy: { items, shipping }, onChange }: SentencesProps): ReactElement {
  return (
    <Panel title={texts.settings.items}>
      <div className={styles['sentences']}>
        <ProductSentence company={company} items={items} onChange={(changes) => onChange({ items: { ...items, ...changes } })} />
        <Sentence
          begin={texts.settings.shippingAs}
          ends={texts.settings.shippingAsOf}
          hint={texts.settings.shippingAsHint}
          value={shipping.as}
          onChange={(as) => onChange({ shipping: { ...shipping, as } })}
          details={{
            item: (
              <ShippingSentence
                company={company}
                shipping={shipping}
                onChange={(changes) => onChange({ shipping: { ...shipping, ...changes } })}
              />
            ),
          }}
        />
      </div>
    </Panel>
  );
}

interface ProductSentenceProps {
  readonly company: string;
  readonly items: PolicyDraft['items'];
  readonly onChange: (changes: Partial<PolicyDraft['items']>) => void;
}

function ProductSentence({ company, items, onChange }: ProductSentenceProps): ReactElement {
  const { settings } = texts;
  const fallback = (
    <RecordSentence
      company={company}
      kind="item"
      label={settings.fallbackItem}
      hint={settings.fallbackItemHint}
      value={items.fallbackItem}
      onChange={(fallbackItem) => onChange({ fallbackItem })}
    />
  );
  const create = (
    <>
      <Sentence
        begin={settings.createAs}
        ends={settings.createAsOf}
        value={items.createAs}
        onChange={(createAs) => onChange({ createAs })}
      />
      <RecordSentence
        company={company}
        kind="account"
        label={settings.incomeAccount}
        hint={settings.incomeAccountHint}
        value={items.incomeAccount}
        onChange={(incomeAccount) => onChange({ incomeAccount })}
      />
    </>
  );
  return (
    <Sentence
      begin={settings.whenUnmatched}
      ends={settings.whenUnmatchedOf}
      value={items.whenUnmatched}
      onChange={(whenUnmatched) => onChange({ whenUnmatched })}
      details={{ fallback, create }}
    />
  );
}

interface ShippingSentenceProps {
  readonly company: string;
  readonly shipping: PolicyDraft['shipping'];
  readonly onChange: (changes: Partial<PolicyDraft['shipping']>) => void;
}

function ShippingSentence({ company, shipping, onChange }: ShippingSentenceProps): ReactElement {
  const { settings } = texts;
  const standard = (
    <RecordSentence
      company={company}
      kind="item"
      label={settings.defaultItem}
      hint={settings.defaultItemHint}
      value={shipping.defaultItem}
      onChange={(defaultItem) => onChange({ defaultItem })}
    />
  );
  return (
    <Sentence
      begin={settings.whenUnmapped}
      ends={settings.whenUnmappedOf}
      value={shipping.whenUnmapped}
      onChange={(whenUnmapped) => onChange({ whenUnmapped })}
      details={{ default: standard }}
    />
  );
}
