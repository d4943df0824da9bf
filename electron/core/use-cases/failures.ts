import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Posting } from '../../../shared/domain/posting/posting.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { remedyFor } from './remedies.ts';
import { postingView } from './views/posting-view.ts';

/** What one screen shows in full; the counts stay exact. */
const SHOWN_POSTINGS = 1_000;
const WITHOUT_REASON = 'posting/undecided';

type Group = MethodOutput<'posting.failures'>['groups'][number];

export function failureHandlers(parts: UseCaseParts): HandlersOf<'posting.failures'> {
  return {
    'posting.failures': ({ company }) => inCompany(parts, company, (session) => ok({ groups: groupsOf(session) })),
  };
}

function groupsOf(session: CompanySession): Group[] {
  const { outbox } = session.store;
  const shown = Map.groupBy(outbox.byStatus(['failed', 'uncertain'], SHOWN_POSTINGS), (posting) => posting.fault?.code ?? WITHOUT_REASON);
  return outbox.failuresByCode().map(({ code, message, count }) => {
    const { remedy, screen } = remedyFor(code);
    const postings = (shown.get(code) ?? []).flatMap((posting) => rowOf(session, posting));
    return { code, message: headlineOf(code, message), remedy, remedyScreen: screen, count, postings };
  });
}

/** Each message of these names its own document. */
const HEADLINES: Readonly<Record<string, string>> = { 'posting/needs-failed': 'Something that the document needs was refused.' };

/** What all postings of a cause have in common: each row tells the books' own words about its document. */
function headlineOf(code: string, message: string): string {
  const known = Object.hasOwn(HEADLINES, code) ? HEADLINES[code] : undefined;
  if (known !== undefined) {
    return known;
  }
  return message.split(' QuickBooks says: ')[0] ?? message;
}

function rowOf({ store }: CompanySession, posting: Posting): Group['postings'] {
  const row = store.plans.row(posting.orderId);
  return row === null ? [] : [{ ...postingView(posting), orderNumber: row.orderNumber, state: row.state }];
}
