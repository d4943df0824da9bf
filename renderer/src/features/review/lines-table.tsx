import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';

import type { Money } from '../../../../shared/domain/money/money.ts';
import { formatDecimal, formatMoney } from '../../lib/format.ts';
import { texts } from '../../lib/texts.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { type LinePair, type OrderDetailView, pairLines, type PlanLine, type PlanView } from './pair-lines.ts';
import styles from './review.module.css';

interface LinesTableProps {
  readonly members: readonly OrderDetailView[];
  readonly plan: PlanView | null;
  readonly isPosted: boolean;
}

/** Left what ShipStation says, right what QuickBooks gets, line to line. */
export function LinesTable({ members, plan, isPosted }: LinesTableProps): ReactElement {
  const currency = members[0]?.currency ?? 'USD';
  const pairs = pairLines(members, plan);
  const marketplaceTax = plan?.tieOut?.marketplaceTaxMinor ?? 0;
  const salesTax = salesTaxOf(plan);
  return (
    <div className={styles['lines']}>
      <table>
        <LinesHead isPosted={isPosted} />
        <tbody>
          {pairs.map((pair) => (
            <tr key={pair.key}>
              <SourceCells pair={pair} currency={currency} />
              <BooksSide pair={pair} marketplaceTax={marketplaceTax} salesTax={salesTax} hasPlan={plan !== null} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={2}>{texts.review.total}</td>
            <td className={styles['right']}>
              <OrderTotals members={members} />
            </td>
            <td colSpan={2} className={styles['books']}>
              {texts.review.total}
            </td>
            <td className={styles['right']}>
              <MoneyText amount={plan?.total ?? null} />
            </td>
            <td>{'\u00A0'}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function LinesHead({ isPosted }: { readonly isPosted: boolean }): ReactElement {
  return (
    <thead>
      <tr>
        <th colSpan={3} scope="colgroup">
          {texts.review.sourceSays}
        </th>
        <th colSpan={4} scope="colgroup" className={styles['books']}>
          {isPosted ? texts.review.booksGot : texts.review.booksGet}
        </th>
      </tr>
      <tr>
        <th scope="col">{texts.review.item}</th>
        <th scope="col" className={styles['right']}>
          {texts.review.quantity}
        </th>
        <th scope="col" className={styles['right']}>
          {texts.review.price}
        </th>
        <th scope="col" className={styles['books']}>
          {texts.review.booksItem}
        </th>
        <th scope="col" className={styles['right']}>
          {texts.review.quantity}
        </th>
        <th scope="col" className={styles['right']}>
          {texts.review.amount}
        </th>
        <th scope="col">{texts.review.tax}</th>
      </tr>
    </thead>
  );
}

function OrderTotals({ members }: { readonly members: readonly OrderDetailView[] }): ReactElement {
  return (
    <>
      {members.map(({ orderId, orderTotal, currency }) => (
        <div key={orderId}>{orderTotal === null ? texts.review.notTold : formatDecimal(orderTotal, currency)}</div>
      ))}
    </>
  );
}

function SourceCells({ pair: { item, orderLevel }, currency }: { readonly pair: LinePair; readonly currency: string }): ReactElement {
  if (orderLevel !== null) {
    return (
      <>
        <td colSpan={2}>{orderLevel.kind === 'shipping' ? texts.review.shippingCharged : texts.review.taxCharged}</td>
        <td className={styles['right']}>{formatDecimal(orderLevel.amount, currency)}</td>
      </>
    );
  }
  if (item === null) {
    return (
      <td colSpan={3} className={styles['muted']}>
        {texts.review.noSource}
      </td>
    );
  }
  return (
    <>
      <td>
        {item.name}
        <div className={styles['muted']}>
          {[item.sku, ...item.options.map(({ name, value }) => `${name}: ${value}`)]
            .filter((part) => part !== null && part !== '')
            .join(' · ')}
        </div>
      </td>
      <td className={styles['right']}>{item.quantity}</td>
      <td className={styles['right']}>{item.unitPrice === null ? texts.review.noPrice : formatDecimal(item.unitPrice, currency)}</td>
    </>
  );
}

/** Tax that the document carries beside its lines: what it totals beyond them. Null where it carries none. */
function salesTaxOf(plan: PlanView | null): Money | null {
  if (plan === null || plan.total === null) {
    return null;
  }
  const minor = plan.total.minor - plan.lines.reduce((sum, line) => sum + line.amount.minor, 0);
  return minor === 0 ? null : { minor, currency: plan.total.currency };
}

function BooksSide({ pair, salesTax, ...rest }: MissingLineProps & { readonly salesTax: Money | null }): ReactElement {
  if (pair.line !== null) {
    return <BooksCells line={pair.line} />;
  }
  if (pair.orderLevel?.kind === 'tax' && salesTax !== null) {
    return <SalesTaxCells amount={salesTax} />;
  }
  return <MissingLine pair={pair} {...rest} />;
}

function SalesTaxCells({ amount }: { readonly amount: Money }): ReactElement {
  return (
    <>
      <td className={styles['books']}>
        {texts.review.salesTax}
        <div className={styles['muted']}>{texts.review.salesTaxAccount}</div>
      </td>
      <td>{'\u00A0'}</td>
      <td className={styles['right']}>
        <ExplainedAmount amount={amount} field="taxAmount" rule={texts.review.salesTaxRule} />
      </td>
      <td>{'\u00A0'}</td>
    </>
  );
}

interface MissingLineProps {
  readonly pair: LinePair;
  readonly marketplaceTax: number;
  readonly hasPlan: boolean;
}

function MissingLine({ pair: { orderLevel }, marketplaceTax, hasPlan }: MissingLineProps): ReactElement {
  const isRemitted = orderLevel?.kind === 'tax' && marketplaceTax !== 0;
  const why = isRemitted ? texts.review.marketplaceTax : texts.review.noLine;
  return (
    <td colSpan={4} className={`${styles['books']} ${styles['muted']}`}>
      {hasPlan ? why : texts.common.nothing}
    </td>
  );
}

function BooksCells({ line }: { readonly line: PlanLine }): ReactElement {
  return (
    <>
      <td className={styles['books']}>
        {line.itemName ?? line.description}
        <div className={styles['muted']}>{line.accountName ?? texts.common.nothing}</div>
      </td>
      <td className={styles['right']}>{line.quantity ?? ''}</td>
      <td className={styles['right']}>
        <ExplainedAmount amount={line.amount} field={line.explanation.field} rule={texts.told.rule(line.explanation.rule)} />
      </td>
      <td>{line.taxCode ?? ''}</td>
    </>
  );
}

interface ExplainedAmountProps {
  readonly amount: Money;
  readonly field: string;
  readonly rule: string;
}

/** An amount that says which field and which rule it comes from, on hover and on focus. */
function ExplainedAmount({ amount, field, rule }: ExplainedAmountProps): ReactElement {
  return (
    <Tooltip label={texts.review.explanation(field, rule)}>
      <button type="button" className={styles['amount']} aria-label={`${formatMoney(amount)}. ${texts.review.explanation(field, rule)}`}>
        {formatMoney(amount)}
      </button>
    </Tooltip>
  );
}
