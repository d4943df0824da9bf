import type { PostingOperation, PostingStatus } from '../../../../shared/domain/posting/posting.ts';

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

export const replayTexts = {
  statuses,
  operations,
  answerOf: (documentId: string | null) => (documentId === null ? 'No answer yet.' : `Accepted as QuickBooks Id ${documentId}.`),
  references: ({ requestId, booksCode, traceId }: { requestId: string; booksCode: string | null; traceId: string | null }) =>
    [`Request id ${requestId}`, booksCode === null ? null : `QuickBooks code ${booksCode}`, traceId === null ? null : `Trace id ${traceId}`].filter((part) => part !== null).join(' · '),
};
