import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import type { Decision, Finding } from '../../../shared/domain/findings.ts';
import type { Plan } from '../../../shared/domain/planning/plan.ts';
import { assertNever, fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import type { CreditOutcome, Engine, OrderFailure, PostOutcome, RunControl, VoidOutcome } from '../engine/engine.ts';
import { coreFault, stopped } from '../engine/port-fault.ts';
import type { PortFault } from '../ports/faults.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

type ResolveInput = ParsedInput<'order.resolve'>;

export function resolveHandlers(parts: UseCaseParts): HandlersOf<'order.resolve'> {
  return {
    'order.resolve': (input, call) =>
      inCompany(parts, input.company, async (session) => {
        const decision = checkDecision(session, input);
        if (!decision.ok) {
          return decision;
        }
        const done = await carryOut(parts, session, decision.value, call.actor);
        return done.ok ? stateOf(session, input.orderId) : done;
      }),
  };
}

/** The answer must be one that the order's own findings offer: a person decides about what they were shown. */
function checkDecision({ store }: CompanySession, { orderId, code, choose, value }: ResolveInput): Result<Decision, Fault> {
  const row = store.plans.row(orderId);
  if (row === null) {
    return fail(faultOf('order/unknown', { order: orderId }));
  }
  const finding = findingsOf(store, row.planOrderId).find((open) => open.code === code);
  if (finding === undefined) {
    return fail(faultOf('order/no-such-finding', { orderId, findingCode: code }));
  }
  const choice = finding.choices.find((offered) => offered.choice === choose);
  if (choice === undefined) {
    const choices = finding.choices.map((offered) => offered.choice);
    return fail(
      faultOf(
        'order/no-such-choice',
        { orderId, findingCode: code, choices },
        `"${choose}" is no answer to ${code}; these are: ${choices.join(', ') || 'none'}.`,
      ),
    );
  }
  if (choice.valueHint !== null && (value === null || value.trim() === '')) {
    return fail(faultOf('order/value-needed', { orderId, findingCode: code, valueHint: choice.valueHint }));
  }
  if (store.outbox.ofOrder(row.planOrderId).some((posting) => posting.status === 'sending' || posting.status === 'uncertain')) {
    return fail(faultOf('posting/in-flight', { orderId }));
  }
  const kept = choose === 'keep' ? keepMarkOf(finding, store.plans.planOf(row.planOrderId)) : null;
  return ok({ orderId: row.planOrderId, code, choice: choose, value: choice.valueHint === null ? kept : (value?.trim() ?? null) });
}

/** What a "keep" holds for: what was seen. Another change asks again. */
function keepMarkOf({ details }: Finding, plan: Plan | null): string | null {
  const mark = details['keepMark'];
  return typeof mark === 'string' ? mark : (plan?.fingerprint ?? null);
}

function findingsOf(store: CompanySession['store'], planOrderId: number): readonly Finding[] {
  const plan = store.plans.planOf(planOrderId);
  return [
    ...(plan?.blockers ?? []),
    ...(plan?.warnings ?? []),
    ...(plan?.reason == null ? [] : [plan.reason]),
    ...store.plans.attention(planOrderId),
  ];
}

/** What the books must do for a choice comes first: a decision whose deed failed would show a peace that is not there. */
async function carryOut(parts: UseCaseParts, session: CompanySession, decision: Decision, actor: string): Promise<Result<null, Fault>> {
  const deed = deedOf(decision);
  if (deed === null) {
    keepDecision(parts, session, decision, actor);
    const planned = await session.replan([decision.orderId], actor);
    return planned.ok ? ok(null) : planned;
  }
  const run = await session.gate.run({ kind: 'post', actor, label: deed.label, isJournaled: true }, async (control) => {
    const done = await deed.run(session.engine, control);
    session.connections.noteOutcome(['books'], done.ok ? null : done.fault);
    if (!done.ok) {
      return done;
    }
    keepDecision(parts, session, decision, actor);
    await session.engine.replan([decision.orderId], control);
    return ok({ value: null, counts: { orders: 1 } });
  });
  session.changed(['orders', 'postings', 'audit']);
  return run;
}

interface Deed {
  readonly label: string;
  run(engine: Engine, control: RunControl): Promise<Result<null, PortFault>>;
}

/** What a choice asks of the books; null where it only tells planning something. */
function deedOf({ orderId, choice, value }: Decision): Deed | null {
  switch (choice) {
    case 'adopt':
      return { label: 'Linking the document', run: (engine, control) => engine.adopt(orderId, value ?? '', control) };
    case 'void':
      return { label: 'Voiding', run: async (engine, control) => voidOutcome(await engine.voidDocuments([orderId], control), orderId) };
    case 'credit-memo':
      return {
        label: 'Writing a credit memo',
        run: async (engine, control) => creditOutcome(await engine.creditDocuments([orderId], control), orderId),
      };
    case 'record-payment':
      return {
        label: 'Recording the payment',
        run: async (engine, control) => correctionOutcome(await engine.recordPayment(orderId, control), orderId),
      };
    case 'void-and-post-anew':
      return { label: 'Voiding', run: (engine, control) => engine.voidToPostAnew(orderId, control) };
    case 'update':
      return {
        label: 'Updating the document',
        run: async (engine, control) => correctionOutcome(await engine.correct(orderId, control), orderId),
      };
    case 'amount-paid-as-total':
    case 'lines-as-total':
    case 'date-of-shipping':
    case 'date-of-arrival':
    case 'rounding-line':
    case 'coupon':
    case 'one-line':
    case 'first-open-day':
    case 'post-anyway':
    case 'use-customer':
    case 'create-customer':
    case 'keep':
      return null;
    default:
      return assertNever(choice);
  }
}

function voidOutcome(outcome: Result<VoidOutcome, PortFault>, orderId: number): Result<null, PortFault> {
  if (!outcome.ok) {
    return outcome;
  }
  const [refused] = outcome.value.refused;
  if (refused !== undefined) {
    return fail(refusedDeed(refused));
  }
  return outcome.value.voided.includes(orderId) ? ok(null) : stopped();
}

/** As a correction: one whose answer is lost is uncertain, and only a refusal leaves the question open. */
function creditOutcome(outcome: Result<CreditOutcome, PortFault>, orderId: number): Result<null, PortFault> {
  if (!outcome.ok) {
    return outcome;
  }
  const refused = outcome.value.refused.find((failure) => failure.orderId === orderId);
  return refused === undefined ? ok(null) : fail(refusedDeed(refused));
}

/** An uncertain correction is shown as such on the order; only a refusal leaves the question open. */
function correctionOutcome(outcome: Result<PostOutcome, PortFault>, orderId: number): Result<null, PortFault> {
  if (!outcome.ok) {
    return outcome;
  }
  const refused = outcome.value.failed.find((failure) => failure.orderId === orderId);
  return refused === undefined ? ok(null) : fail(refusedDeed(refused));
}

function refusedDeed({ code, message, fault }: OrderFailure): PortFault {
  return { ...coreFault('rejected', code, message), traceId: fault?.traceId ?? null };
}

function keepDecision(parts: UseCaseParts, session: CompanySession, decision: Decision, actor: string): void {
  const { store } = session;
  store.transaction(() => {
    store.plans.decide(decision, instantOf(parts.ports.clock.now()), actor);
    session.audit({
      actor,
      kind: 'finding-resolved',
      summary: `${decision.code} of order ${decision.orderId} was answered with "${decision.choice}".`,
      details: { code: decision.code, choice: decision.choice, value: decision.value },
      orderId: decision.orderId,
    });
  });
  session.changed(['orders', 'audit']);
}

function stateOf({ store }: CompanySession, orderId: number): Result<MethodOutput<'order.resolve'>, Fault> {
  const row = store.plans.row(orderId);
  return row === null ? fail(faultOf('order/unknown', { order: orderId })) : ok({ orderId, status: row.state });
}
