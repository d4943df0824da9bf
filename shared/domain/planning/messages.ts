import type { DecisionChoice, Finding, FindingChoice, FindingCode } from '../findings.ts';
import { type Money, moneyText } from '../money/money.ts';

/** What each choice is called on a button, and what its value holds. */
const CHOICES: Readonly<Record<DecisionChoice, Omit<FindingChoice, 'choice'>>> = {
  'rounding-line': { label: 'Put the difference on a rounding line', valueHint: null },
  coupon: { label: 'Treat what was not paid as a coupon discount', valueHint: null },
  'one-line': { label: 'Post it as one line on an item', valueHint: 'Id of a QuickBooks item' },
  'first-open-day': { label: 'Date it on the first open day', valueHint: null },
  adopt: { label: 'It is this document: link it', valueHint: 'Id of the QuickBooks document' },
  'post-anyway': { label: 'Post it anyway', valueHint: null },
  'use-customer': { label: 'Use this customer', valueHint: 'Id of a QuickBooks customer' },
  'create-customer': { label: 'Make a new customer', valueHint: null },
  void: { label: 'Void it in QuickBooks', valueHint: null },
  keep: { label: 'Leave it as it is', valueHint: null },
  update: { label: 'Update it in QuickBooks', valueHint: null },
  'void-and-post-anew': { label: 'Void it and post it anew', valueHint: null },
  'credit-memo': { label: 'Write a credit memo, dated today', valueHint: null },
  'record-payment': { label: 'Record the payment', valueHint: null },
  'amount-paid-as-total': { label: 'What was paid is the total', valueHint: null },
  'lines-as-total': { label: 'Lines, shipping and tax make the total', valueHint: null },
  'date-of-shipping': { label: 'Date it on the day it shipped', valueHint: null },
  'date-of-arrival': { label: 'Date it on the day it came into ShipStation', valueHint: null },
};

/** A choice as it is offered with a finding. */
export const choiceOf = (choice: DecisionChoice): FindingChoice => ({ choice, ...CHOICES[choice] });

/** A finding with its choices by name. `message` is one plain sentence that names the order and the next step. */
export function finding(
  code: FindingCode,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
  choices: readonly DecisionChoice[] = [],
): Finding {
  return { code, message, details, choices: choices.map(choiceOf) };
}

/** "12.34 USD", as messages and memos write money. */
export const amountText = (amount: Money): string => `${moneyText(amount)} ${amount.currency}`;

/** "10457" or "10457, 10458 and 2 more": orders in a message. */
export function listText(texts: readonly string[], most = 3): string {
  const shown = texts.slice(0, most);
  const rest = texts.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
