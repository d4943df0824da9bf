import type { PostingOperation, PostingStatus } from '../../../../shared/domain/posting/posting.ts';
import { countText } from '../locale.ts';
import { counted } from './counted.ts';

const statuses: Readonly<Record<PostingStatus, string>> = {
  approved: 'Approved',
  sending: 'Sending',
  uncertain: 'Uncertain',
  posted: 'Posted',
  failed: 'Failed',
  voided: 'Voided',
  superseded: 'Replaced',
};

const operations: Readonly<Record<PostingOperation, string>> = { create: 'Make', update: 'Update', void: 'Void', adopt: 'Link' };

const screens: Readonly<Record<string, string>> = {
  mapping: 'Open Mapping',
  connections: 'Open Connections',
  review: 'Open Review',
  settings: 'Open Settings',
};

export const replayTexts = {
  title: 'Replay',
  statuses,
  operations,
  screens,
  hint: (count: number) => (count === 1 ? '1 failed or uncertain posting' : `${count} failed or uncertain postings`),
  emptyTitle: 'Nothing failed',
  emptyHint: 'What QuickBooks refuses, and what got no answer, waits here with its cause and its remedy.',
  replayAll: 'Replay all',
  replayGroup: (count: number) => (count === 1 ? 'Replay this one' : `Replay these ${count}`),
  replayOne: 'Replay',
  replayOneOf: (number: string) => `Replay order ${number}`,
  replaying: (count: number) => `Replaying ${counted(count, 'posting', 'postings')}`,
  stopped: 'It was stopped. What was not sent yet is approved and goes out with the next posting.',
  left: (count: number) =>
    count === 1
      ? '1 posting left Replay: its order is planned anew.'
      : `${countText(count)} postings left Replay: their orders are planned anew.`,
  whatToDo: 'What to do',
  order: 'Order',
  result: 'Result of the replay',
  exchange: 'Request and answer',
  exchangeOf: (number: string) => `Request and answer of order ${number}`,
  shownOf: (shown: number, count: number) => `${shown} of ${count} shown`,
  answerOf: (documentId: string | null) => (documentId === null ? 'No answer yet.' : `Accepted as QuickBooks Id ${documentId}.`),
  references: ({ requestId, booksCode, traceId }: { requestId: string; booksCode: string | null; traceId: string | null }) =>
    [`Request id ${requestId}`, booksCode === null ? null : `QuickBooks code ${booksCode}`, traceId === null ? null : `Trace id ${traceId}`]
      .filter((part) => part !== null)
      .join(' · '),
};
