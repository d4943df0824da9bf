import { ERROR_CODES, type ErrorCode } from './errors.ts';

/** What a person reads for a code: what happened, and the one thing to do next. `{key}` is filled from the error's details. */
export interface ErrorText {
  readonly sentence: string;
  readonly nextStep: string;
}

const TEXTS: Readonly<Record<ErrorCode, ErrorText>> = {
  'contract/unknown-method': {
    sentence: 'Purser has no method {method}.',
    nextStep: 'Check the name; the screens and Purser may be of different versions: restart it.',
  },
  'contract/bad-input': { sentence: 'The request does not have the right form.', nextStep: 'Correct the places that are named.' },
  'contract/bad-output': {
    sentence: 'Purser made an answer that breaks its own rules.',
    nextStep: 'Nothing is lost. Report it with the call id; the log has the rest.',
  },
  'company/unknown': { sentence: 'There is no company {company}.', nextStep: 'Choose one from the list of companies.' },
  'vault/locked': {
    sentence: 'The vault that keeps the secrets is locked.',
    nextStep: 'Set PURSER_PASSPHRASE, or unlock the keyring, and try again.',
  },
  'vault/wrong-passphrase': {
    sentence: 'The passphrase does not open the vault.',
    nextStep: 'Set PURSER_PASSPHRASE to the passphrase that was used first.',
  },
  'vault/damaged': {
    sentence: 'The file that keeps the secrets is damaged.',
    nextStep: 'Restore the data directory from a backup, or connect the services again.',
  },
  'store/wrong-key': {
    sentence: 'The company’s database does not open with its key.',
    nextStep: 'Restore the vault and the company’s folder from the same backup.',
  },
  'store/from-the-future': {
    sentence: 'The company’s database was written by a newer Purser.',
    nextStep: 'Install that version or a newer one.',
  },
  'store/damaged': { sentence: 'The company’s database is damaged.', nextStep: 'Restore the newest backup of the company.' },
  'store/disk': {
    sentence: 'The disk could not be written or read.',
    nextStep: 'Free some space, check the disk, and try again; nothing was half-written.',
  },
  'data-directory/locked': { sentence: 'Another Purser works with this data directory.', nextStep: 'Close it, or work in its window.' },
  'data-directory/not-writable': { sentence: 'The data directory can’t be written.', nextStep: 'Check its rights, or choose another one.' },
  'run/busy': { sentence: 'Another run is under way.', nextStep: 'Wait until it has ended, or stop it.' },
  'run/stopped': { sentence: 'The run was stopped.', nextStep: 'Start it again when you like: it goes on from where it was.' },
  'bug/unexpected': {
    sentence: 'Something went wrong inside Purser.',
    nextStep: 'Try again. Report it with the call id if it happens twice; the log has the rest.',
  },
  'company/name-taken': { sentence: 'There is a company named {name} already.', nextStep: 'Choose another name.' },
  'company/not-confirmed': {
    sentence: 'Removing a company deletes its data, and the confirmation does not match its name.',
    nextStep: 'Repeat the company’s short name exactly to remove it.',
  },
  'practice/not-possible': {
    sentence: 'This can’t happen in the practice company now.',
    nextStep: 'Choose another order, or let a new one arrive first.',
  },
  'company/not-practice': {
    sentence: 'This works for practice companies only.',
    nextStep: 'Connect QuickBooks through its own consent page.',
  },
  'source/not-connected': { sentence: 'ShipStation is not connected.', nextStep: 'Connect it with its API key and secret.' },
  'source/wrong-key': {
    sentence: 'ShipStation does not accept the key.',
    nextStep: 'Copy key and secret again from ShipStation: Settings, Account, API Settings.',
  },
  'source/key-expired': {
    sentence: 'The ShipStation key worked before and no longer does.',
    nextStep: 'Make a new key in ShipStation and connect again.',
  },
  'source/key-shape': {
    sentence: 'This does not look like a ShipStation key and secret.',
    nextStep: 'Copy both from ShipStation: Settings, Account, API Settings.',
  },
  'source/permission': {
    sentence: 'The ShipStation key is not allowed to do this.',
    nextStep: 'Check the plan and the rights of the account in ShipStation.',
  },
  'source/unreachable': { sentence: 'ShipStation could not be reached.', nextStep: 'Check the network; Purser goes on from where it was.' },
  'source/throttled': { sentence: 'ShipStation asked to wait.', nextStep: 'Try again in a minute.' },
  'source/bad-answer': { sentence: 'ShipStation’s answer makes no sense.', nextStep: 'Try again later; if it stays, report it.' },
  'books/not-connected': { sentence: 'QuickBooks is not connected.', nextStep: 'Connect it on the connections screen.' },
  'books/reconnect': { sentence: 'QuickBooks no longer accepts the connection.', nextStep: 'Connect QuickBooks again; nothing is lost.' },
  'books/permission': {
    sentence: 'The QuickBooks connection is not allowed to do this.',
    nextStep: 'Connect with a user who may, or check the subscription.',
  },
  'books/unreachable': {
    sentence: 'QuickBooks could not be reached.',
    nextStep: 'Check the network, then try again; nothing is sent twice.',
  },
  'books/throttled': { sentence: 'QuickBooks asked to wait.', nextStep: 'Try again in a minute.' },
  'books/bad-answer': {
    sentence: 'QuickBooks’ answer makes no sense.',
    nextStep: 'Try again later; what may have arrived is looked up first.',
  },
  'books/rejected': { sentence: 'QuickBooks refused it.', nextStep: 'Read what it says, mend it, and replay.' },
  'books/wrong-company': {
    sentence: 'This is another QuickBooks company than before.',
    nextStep: 'Sign in to the same one, or make another company in Purser for it.',
  },
  'books/wrong-environment': {
    sentence: 'QuickBooks knows the keys, but not for this company: keys, company and environment do not fit together.',
    nextStep: 'Connect again with the keys of the right environment: development keys for a sandbox, production keys for a real company.',
  },
  'books/subscription': {
    sentence: 'The QuickBooks subscription is suspended, has ended, or has a billing problem.',
    nextStep: 'Settle it in QuickBooks (Account and settings, Billing), then pull or post again; nothing is lost meanwhile.',
  },
  'books/mirror-missing': { sentence: 'The lists of QuickBooks have not been read yet.', nextStep: 'Refresh the reference data first.' },
  'oauth/refused': { sentence: 'The consent was refused.', nextStep: 'Start again and press Connect on Intuit’s page.' },
  'oauth/timed-out': { sentence: 'Nobody answered on Intuit’s page in time.', nextStep: 'Start again.' },
  'oauth/busy': { sentence: 'A consent is under way already.', nextStep: 'Finish it in the browser, or cancel it.' },
  'oauth/no-port': {
    sentence: 'The port for Intuit’s answer is taken.',
    nextStep: 'Close what uses it, or register another redirect address.',
  },
  'oauth/bad-address': {
    sentence: 'This is not the address that Intuit sends back to.',
    nextStep: 'Copy the whole address from the browser’s address bar.',
  },
  'oauth/wrong-state': { sentence: 'The answer does not belong to this consent.', nextStep: 'Start again; use the newest page only.' },
  'oauth/exchange-failed': {
    sentence: 'Intuit did not accept the keys or the answer of the consent.',
    nextStep: 'Check client id, client secret and environment, then start again.',
  },
  'oauth/unknown-flow': { sentence: 'This consent is over.', nextStep: 'Start again.' },
  'relay/not-paired': {
    sentence: 'This company is paired with no relay.',
    nextStep: 'Pair it first, with the relay’s address and a pairing code.',
  },
  'relay/already-paired': { sentence: 'This company is paired with a relay already.', nextStep: 'Unpair it first.' },
  'relay/bad-address': {
    sentence: 'This is not the address of a relay.',
    nextStep: 'Copy the address from whoever runs the relay; it begins with https://.',
  },
  'relay/refused': {
    sentence: 'The relay does not accept this company or this pairing code.',
    nextStep: 'Ask whoever runs the relay for a code, and pair again. Pulling goes on without it.',
  },
  'relay/replaced': {
    sentence: 'Another Purser reads this company’s relay.',
    nextStep: 'Unpair the company there, or pair it here anew. Pulling goes on without it.',
  },
  'relay/full': { sentence: 'The relay has no room for another company.', nextStep: 'Ask whoever runs it to make room.' },
  'relay/unreachable': {
    sentence: 'The relay could not be reached.',
    nextStep: 'Check its address and the network. Pulling goes on without it.',
  },
  'relay/throttled': { sentence: 'The relay asked to wait.', nextStep: 'Try again in a minute.' },
  'relay/bad-answer': {
    sentence: 'What answers at the relay’s address makes no sense.',
    nextStep: 'Check the address with whoever runs the relay. Pulling goes on without it.',
  },
  'config/changed-since': {
    sentence: 'The mappings were changed meanwhile.',
    nextStep: 'Look at the effect again, then save.',
  },
  'config/no-version': { sentence: 'There is no such version.', nextStep: 'Choose one of the history.' },
  'mapping-file/no-columns': {
    sentence: 'The file lacks a column that it needs.',
    nextStep: 'Export the mappings and keep the first line of that file as it is.',
  },
  'mapping-file/too-long': { sentence: 'The file holds too many rows.', nextStep: 'Split it; nothing was changed.' },
  'mapping-file/bad-rows': {
    sentence: 'The file has rows that can’t be taken over.',
    nextStep: 'Correct the rows that are named, or say that they are to be left out; nothing was changed.',
  },
  'config/invalid': { sentence: 'The settings have errors.', nextStep: 'Correct the places that are named; nothing was changed.' },
  'order/unknown': { sentence: 'There is no order {order}.', nextStep: 'Check the number, or pull again.' },
  'order/number-not-unique': { sentence: 'Several orders have the number {order}.', nextStep: 'Name it by its order id.' },
  'order/not-ready': { sentence: 'Order {orderId} is not ready.', nextStep: 'Settle what blocks it first.' },
  'order/plan-changed': {
    sentence: 'The plan of order {orderId} has changed since it was seen.',
    nextStep: 'Look at it again, then approve.',
  },
  'order/nothing-approved': { sentence: 'Nothing is approved.', nextStep: 'Approve orders first.' },
  'order/no-such-finding': {
    sentence: 'Order {orderId} has no open question {findingCode}.',
    nextStep: 'Look at the order again: it may be settled already.',
  },
  'order/no-such-choice': { sentence: 'This is no answer to {findingCode}.', nextStep: 'Choose one of those that the order shows.' },
  'order/value-needed': { sentence: 'This answer needs a value: {valueHint}.', nextStep: 'Give the value too.' },
  'order/already-posted': { sentence: 'Order {orderId} is posted already.', nextStep: 'Void it first if it must be posted anew.' },
  'posting/unknown': { sentence: 'There is no such posting.', nextStep: 'Look at the order’s postings.' },
  'posting/not-failed': { sentence: 'Nothing failed there.', nextStep: 'Only failed and uncertain postings are replayed.' },
  'posting/in-flight': { sentence: 'Something of order {orderId} is on its way to QuickBooks.', nextStep: 'Wait until it has arrived.' },
  'posting/credited': {
    sentence: 'A credit memo took the document back already.',
    nextStep: 'To undo that, delete the credit memo in QuickBooks; the next pull sees it.',
  },
  'backup/wrong-passphrase': {
    sentence: 'The passphrase does not open this backup.',
    nextStep: 'Try the one that was given when it was made. Without it nobody can open the backup, Purser included.',
  },
  'backup/damaged': {
    sentence: 'The backup is damaged: a part of it was changed or is missing.',
    nextStep: 'Take another copy of it, or an earlier backup. Nothing was changed here.',
  },
  'backup/not-a-backup': { sentence: 'This file is no backup of Purser.', nextStep: 'Choose a file that ends in .purser-backup.' },
  'backup/from-the-future': { sentence: 'The backup was made by a newer Purser.', nextStep: 'Install that version or a newer one.' },
  'backup/file-exists': { sentence: 'There is a file of this name already.', nextStep: 'Choose another name; nothing was overwritten.' },
  'backup/other-company': {
    sentence: 'The backup is not of this company, or its company is here already.',
    nextStep: 'Restore it in the place of the company that it is a copy of; a company that is here twice would post everything twice.',
  },
  'backup/no-passphrase': {
    sentence: 'Daily backups need a passphrase.',
    nextStep: 'Give one, and keep it where the firm keeps its other passwords: without it no backup can be opened.',
  },
  'audit/broken': {
    sentence: 'The audit was changed by someone else.',
    nextStep: 'Keep a copy of the data directory and look at the entry that is named.',
  },
};

const isErrorCode = (code: string): code is ErrorCode => ERROR_CODES.some((known) => known === code);

/** The catalogue entry of a code, details filled in; null for a code of another catalogue (findings, the books' own). */
export function errorText(code: string, details: Readonly<Record<string, unknown>> = {}): ErrorText | null {
  if (!isErrorCode(code)) {
    return null;
  }
  const { sentence, nextStep } = TEXTS[code];
  const isIdle = code === 'contract/bad-input' && !namesPlaces(details);
  return { sentence: fill(sentence, details), nextStep: isIdle ? '' : fill(nextStep, details) };
}

/** Whether a refusal says where: only then there are places to correct. */
const namesPlaces = (details: Readonly<Record<string, unknown>>): boolean => Array.isArray(details['issues']);

function fill(template: string, details: Readonly<Record<string, unknown>>): string {
  return template.replace(/ ?\{(\w+)\}/g, (match, key: string) => {
    const value = Object.hasOwn(details, key) ? details[key] : undefined;
    const isPlain = typeof value === 'string' || typeof value === 'number';
    return isPlain ? `${match.startsWith(' ') ? ' ' : ''}${value}` : '';
  });
}
