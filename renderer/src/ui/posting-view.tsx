import { Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../shared/contract/client.ts';
import { texts } from '../lib/texts.ts';
import { InstantText } from './date-text.tsx';
import { JsonView } from './json-view.tsx';
import { MoneyText } from './money-text.tsx';
import { ToneBadge } from './state-badge.tsx';

export type PostingView = MethodOutput<'order.show'>['postings'][number];

const TONES: Readonly<Record<PostingView['status'], 'bad' | 'warn' | 'good' | 'busy' | 'quiet' | 'done'>> = {
  approved: 'good',
  sending: 'busy',
  uncertain: 'bad',
  posted: 'done',
  failed: 'bad',
  voided: 'quiet',
  superseded: 'quiet',
};

/** One line that names the posting and its fate. */
export function PostingTitle({ posting }: { readonly posting: PostingView }): ReactElement {
  return (
    <Text size="sm" component="span" style={{ display: 'inline-flex', flexWrap: 'wrap', gap: '0 10px', alignItems: 'center' }}>
      <ToneBadge tone={TONES[posting.status]}>{texts.replay.statuses[posting.status]}</ToneBadge>
      <strong>
        {texts.replay.operations[posting.operation]} {texts.review.plannedKinds[posting.kind].toLowerCase()} {posting.documentNumber ?? ''}
      </strong>
      <MoneyText amount={posting.total} />
      <InstantText instant={posting.at} />
      <span>{texts.review.attempt(posting.attempt, posting.generation)}</span>
    </Text>
  );
}

/** Request and answer side by side; no secret is ever part of either. */
export function PostingExchange({ posting }: { readonly posting: PostingView }): ReactElement {
  const { fault } = posting;
  return (
    <Stack gap={6}>
      <Text size="xs" fw={600}>
        {texts.review.request}
      </Text>
      {posting.sentBody === null ? (
        <Text size="sm">{texts.review.notSent}</Text>
      ) : (
        <JsonView value={posting.sentBody} label={texts.review.request} />
      )}
      <Text size="xs" fw={600}>
        {texts.review.answer}
      </Text>
      <Text size="sm">{fault === null ? texts.replay.answerOf(posting.documentId) : texts.told.fault(fault.code, fault.message, {})}</Text>
      {fault?.booksDetail != null && <JsonView value={fault.booksDetail} label={texts.review.answer} />}
      <Text size="xs" c="dimmed">
        {texts.replay.references({ requestId: posting.requestId, booksCode: fault?.booksCode ?? null, traceId: fault?.traceId ?? null })}
      </Text>
    </Stack>
  );
}
