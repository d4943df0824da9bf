import { assertNever } from '../../../../shared/domain/result.ts';
import type { NumberForm, RenderedObject } from '../rendering/json-text.ts';
import { type ActiveFault, faultsFor, useFault } from '../storage/faults.ts';
import type { ShopDatabase } from '../storage/database.ts';
import { type Answer, problem } from './answer.ts';

/** An answer and how it is to be written, after the faults that are switched on have had their way. */
export interface SpoiltAnswer {
  readonly answer: Answer;
  readonly numberForm: NumberForm;
  readonly delayMs: number;
  /** `cut`: half of the body with a length that fits it. `reset`: half of the body, then the connection is reset. `html`: a proxy's page. */
  readonly delivery: 'whole' | 'cut' | 'reset' | 'html';
}

export const unspoilt = (answer: Answer): SpoiltAnswer => ({ answer, numberForm: 'float', delayMs: 0, delivery: 'whole' });

/** The first 429 or 401 that is switched on for this path, counted as used; they come before anything is looked up. */
export function earlyFault(database: ShopDatabase, path: string): 'throttle' | 'unauthorized' | null {
  for (const { faultId, fault } of faultsFor(database, path)) {
    if (fault.kind === 'throttle' || fault.kind === 'unauthorized') {
      useFault(database, faultId);
      return fault.kind;
    }
  }
  return null;
}

/** Applies every other fault of this path; each that changed something is counted. */
export function spoil(database: ShopDatabase, path: string, answer: Answer): SpoiltAnswer {
  let spoilt = unspoilt(answer);
  for (const active of faultsFor(database, path)) {
    const next = applyFault(active, spoilt);
    if (next !== spoilt) {
      useFault(database, active.faultId);
      spoilt = next;
    }
  }
  return spoilt;
}

/** The same object where the fault has nothing to act on. */
function applyFault({ fault }: ActiveFault, spoilt: SpoiltAnswer): SpoiltAnswer {
  switch (fault.kind) {
    case 'throttle':
    case 'unauthorized':
      return spoilt;
    case 'poison-order':
      return elementsOf(spoilt.answer).some((element) => element['orderId'] === fault.orderId)
        ? unspoilt({
            kind: 'problem',
            status: 500,
            body: { Message: 'An error has occurred.', ExceptionMessage: 'Object reference not set to an instance of an object.' },
          })
        : spoilt;
    case 'bad-gateway':
      return { ...spoilt, answer: problem(502, 'Bad Gateway'), delivery: 'html' };
    case 'slow':
      return { ...spoilt, delayMs: spoilt.delayMs + fault.delayMs };
    case 'reset':
      return { ...spoilt, delivery: 'reset' };
    case 'truncated-json':
      return { ...spoilt, delivery: 'cut' };
    case 'null-element':
      return withNull(spoilt);
    case 'unknown-status':
      return withElements(spoilt, fault.orderId, (element) => ({ ...element, orderStatus: fault.status }));
    case 'empty-items':
      return withElements(spoilt, fault.orderId, (element) => ({ ...element, items: [] }));
    case 'number-form':
      return { ...spoilt, numberForm: fault.form };
    case 'missing-keys':
      return withElements(spoilt, null, (element) => without(element, fault.keys));
    default:
      return assertNever(fault);
  }
}

function elementsOf(answer: Answer): readonly RenderedObject[] {
  if (answer.kind === 'record') {
    return [answer.record];
  }
  return answer.kind === 'list' ? answer.elements.filter((element) => element !== null) : [];
}

/** Changes the elements of an order, or all of them where `orderId` is null. */
function withElements(spoilt: SpoiltAnswer, orderId: number | null, change: (element: RenderedObject) => RenderedObject): SpoiltAnswer {
  const { answer } = spoilt;
  const isMeant = (element: RenderedObject | null): element is RenderedObject =>
    element !== null && (orderId === null || (element['orderId'] === orderId && 'items' in element));
  if (!elementsOf(answer).some(isMeant)) {
    return spoilt;
  }
  if (answer.kind === 'record') {
    return { ...spoilt, answer: { ...answer, record: change(answer.record) } };
  }
  return answer.kind === 'list'
    ? { ...spoilt, answer: { ...answer, elements: answer.elements.map((element) => (isMeant(element) ? change(element) : element)) } }
    : spoilt;
}

/** A null in the middle, beside the real elements: nothing is lost with it. */
function withNull(spoilt: SpoiltAnswer): SpoiltAnswer {
  const { answer } = spoilt;
  if (answer.kind !== 'list') {
    return spoilt;
  }
  const middle = Math.ceil(answer.elements.length / 2);
  return { ...spoilt, answer: { ...answer, elements: [...answer.elements.slice(0, middle), null, ...answer.elements.slice(middle)] } };
}

function without(element: RenderedObject, keys: readonly string[]): RenderedObject {
  return Object.fromEntries(Object.entries(element).filter(([key]) => !keys.includes(key)));
}
