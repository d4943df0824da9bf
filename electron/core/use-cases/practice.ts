import type { MethodOutput } from '../../../shared/contract/client.ts';
import { practiceDeedText } from '../../../shared/contract/practice-texts.ts';
import { PLACE_OF_ACTION, type PracticeWish } from '../../../shared/domain/practice/actions.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import type { StandingDocument } from '../ports/practice.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import type { Authorizations } from './authorizations.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { reconnectPractice } from './practice-set-up.ts';

type Offered = MethodOutput<'practice.actions'>;
type Performed = MethodOutput<'practice.perform'>;

/** Orders that are offered for an action: a list that a person still searches. */
const MOST_OFFERED = 200;
/** Far more documents than a practice company has. */
const MOST_DOCUMENTS = 2_000;

/** The panel of a practice company: what others do, and what goes wrong, at the press of a button. */
export function practiceHandlers(parts: UseCaseParts, authorizations: Authorizations): HandlersOf<'practice.actions' | 'practice.perform'> {
  return {
    'practice.actions': ({ company }) => inPracticeCompany(parts, company, (session) => offersOf(parts, session)),
    'practice.perform': ({ company, wish }, call) =>
      inPracticeCompany(parts, company, (session) => perform(parts, authorizations, session, wish, call.actor)),
  };
}

async function inPracticeCompany<T>(
  parts: UseCaseParts,
  slug: string,
  work: (session: CompanySession) => Promise<Result<T, Fault>>,
): Promise<Result<T, Fault>> {
  return inCompany(parts, slug, (session) =>
    session.company.practice ? work(session) : Promise.resolve(fail(faultOf('company/not-practice', { company: slug }))),
  );
}

async function offersOf(parts: UseCaseParts, session: CompanySession): Promise<Result<Offered, Fault>> {
  const hands = await parts.ports.services.practiceHands(session.company);
  const { offers, troubles } = hands.look(documentsOf(session));
  return ok({
    offers: offers.map(({ action, orders }) => ({
      action,
      place: PLACE_OF_ACTION[action],
      orders: orders === null ? null : orders.slice(0, MOST_OFFERED),
    })),
    troubles,
  });
}

async function perform(
  parts: UseCaseParts,
  authorizations: Authorizations,
  session: CompanySession,
  wish: PracticeWish,
  actor: string,
): Promise<Result<Performed, Fault>> {
  const { services } = parts.ports;
  const hands = await services.practiceHands(session.company);
  const done = hands.perform(wish, documentsOf(session));
  if (!done.ok) {
    return done;
  }
  if (wish.action === 'back-to-normal') {
    const again = await reconnectPractice(parts, authorizations, session, await services.practiceSetUp(session.company), actor);
    if (!again.ok) {
      return again;
    }
  }
  const performed: Performed = { action: wish.action, ...done.value };
  // The key itself is for the person alone: the audit may be handed on.
  const { key: _key, ...facts } = performed;
  session.audit({
    actor,
    kind: 'practice-performed',
    summary: `Practice: ${practiceDeedText(performed).happened}`,
    details: facts,
    ...(done.value.orders[0] === undefined ? {} : { orderId: done.value.orders[0].orderId }),
  });
  session.changed(['audit']);
  return ok(performed);
}

/** What a colleague can find in the books: the standing document of each posted order. */
function documentsOf({ store }: CompanySession): readonly StandingDocument[] {
  return store.outbox
    .postedDocuments(0, MOST_DOCUMENTS)
    .flatMap(({ orderId, entity, documentId, documentNumber }) =>
      documentId === null
        ? []
        : [{ orderId, orderNumber: store.orders.order(orderId)?.orderNumber ?? String(orderId), entity, documentId, documentNumber }],
    );
}
