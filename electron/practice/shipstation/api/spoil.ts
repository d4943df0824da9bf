import { assertNever } from '../../../../shared/domain/result.ts';
import type { NumberForm, Rendered, RenderedObject } from '../rendering/json-text.ts';
import { type ActiveFault, type ErrorForm, faultsFor, useFault } from '../storage/faults.ts';
import type { ShopDatabase } from '../storage/database.ts';
import { type Answer, problem } from './answer.ts';
import { v2Problem } from './v2/problems.ts';

/** An answer and how it is to be written, after the faults that are switched on have had their way. */
export interface SpoiltAnswer {
  readonly answer: Answer;
  readonly numberForm: NumberForm;
  readonly delayMs: number;
  /** `cut`: half of the body with a length that fits it. `reset`: half of the body, then the connection is reset. */
  readonly delivery: 'whole' | 'cut' | 'reset';
  /** An HTML page that comes in place of the body. */
  readonly page: string | null;
}

export type Api = 'v1' | 'v2';

const SIGN_IN_PAGE = '<!DOCTYPE html>\n<html><head><title>Guest Wi-Fi</title></head><body><p>Welcome, please sign in.</p></body></html>\n';

const proxyPage = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;

export const unspoilt = (answer: Answer): SpoiltAnswer => ({ answer, numberForm: 'float', delayMs: 0, delivery: 'whole', page: null });

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
export function spoil(database: ShopDatabase, api: Api, path: string, answer: Answer): SpoiltAnswer {
  let spoilt = unspoilt(answer);
  for (const active of faultsFor(database, path)) {
    const next = applyFault(active, api, spoilt);
    if (next !== spoilt) {
      useFault(database, active.faultId);
      spoilt = next;
    }
  }
  return spoilt;
}

/** The same object where the fault has nothing to act on. */
function applyFault({ fault }: ActiveFault, api: Api, spoilt: SpoiltAnswer): SpoiltAnswer {
  switch (fault.kind) {
    case 'throttle':
    case 'unauthorized':
      return spoilt;
    case 'poison-order':
      return poisoned(api, spoilt, { orderId: fault.orderId, shipment_id: `se-${fault.orderId}` });
    case 'poison-label':
      return poisoned(api, spoilt, { shipmentId: fault.shipmentId, label_id: `se-${fault.shipmentId}` });
    case 'poison-fulfillment':
      return poisoned(api, spoilt, { fulfillmentId: fault.fulfillmentId, fulfillment_id: `se-${fault.fulfillmentId}` });
    case 'error':
      return failing(api, spoilt, fault.status, fault.form);
    case 'bad-gateway':
      return failing(api, spoilt, 502, 'html');
    case 'sign-in-page':
      return { ...spoilt, answer: { kind: 'done', status: 200, body: null }, page: SIGN_IN_PAGE };
    case 'slow':
      return { ...spoilt, delayMs: spoilt.delayMs + fault.delayMs };
    case 'reset':
      return { ...spoilt, delivery: 'reset' };
    case 'truncated-json':
      return { ...spoilt, delivery: 'cut' };
    case 'null-element':
      return withNull(spoilt);
    case 'unknown-status':
      return withOrders(spoilt, fault.orderId, (order) => ({
        ...order,
        [api === 'v1' ? 'orderStatus' : 'shipment_status']: fault.status,
      }));
    case 'empty-items':
      return withOrders(spoilt, fault.orderId, (order) => ({ ...order, items: [] }));
    case 'number-form':
      return { ...spoilt, numberForm: fault.form };
    case 'missing-keys':
      return withElements(
        spoilt,
        () => true,
        (element) => without(element, fault.keys),
      );
    case 'extra-keys':
      return withElements(spoilt, () => true, withMore);
    default:
      return assertNever(fault);
  }
}

/** 500 where one of the records has one of these ids; the names of ids tell orders, labels and fulfillments apart in both APIs. */
function poisoned(api: Api, spoilt: SpoiltAnswer, ids: RenderedObject): SpoiltAnswer {
  const own = api === 'v1' ? Object.entries(ids).slice(0, 1) : Object.entries(ids).slice(1);
  // A label names its order too: an element is the record itself only where its first key is the id.
  const isMeant = (element: RenderedObject): boolean => own.some(([key, id]) => Object.keys(element)[0] === key && element[key] === id);
  return elementsOf(spoilt.answer).some(isMeant) ? failing(api, spoilt, 500, 'aspnet') : spoilt;
}

function failing(api: Api, spoilt: SpoiltAnswer, status: number, form: ErrorForm): SpoiltAnswer {
  const title = `${status} ${status === 502 ? 'Bad Gateway' : 'Error'}`;
  switch (form) {
    case 'documented':
      return { ...spoilt, answer: api === 'v1' ? problem(status, 'An internal error occurred') : v2Problem(status), page: null };
    case 'aspnet':
      return {
        ...spoilt,
        page: null,
        answer: {
          kind: 'problem',
          status,
          body: { Message: 'An error has occurred.', ExceptionMessage: 'Object reference not set to an instance of an object.' },
        },
      };
    case 'empty':
      return { ...spoilt, answer: { kind: 'problem', status, body: null }, page: null };
    case 'html':
      return { ...spoilt, answer: problem(status, title), page: proxyPage(title) };
    default:
      return assertNever(form);
  }
}

function elementsOf(answer: Answer): readonly RenderedObject[] {
  if (answer.kind === 'record') {
    return [answer.record];
  }
  return answer.kind === 'list' ? answer.elements.filter((element) => element !== null) : [];
}

/** Changes an order, or every order where `orderId` is null. */
function withOrders(spoilt: SpoiltAnswer, orderId: number | null, change: (order: RenderedObject) => RenderedObject): SpoiltAnswer {
  const isOrder = (element: RenderedObject): boolean => 'items' in element && ('orderStatus' in element || 'shipment_status' in element);
  const isMeant = (element: RenderedObject): boolean =>
    isOrder(element) && (orderId === null || element['orderId'] === orderId || element['shipment_id'] === `se-${orderId}`);
  return withElements(spoilt, isMeant, change);
}

function withElements(
  spoilt: SpoiltAnswer,
  isMeant: (element: RenderedObject) => boolean,
  change: (element: RenderedObject) => RenderedObject,
): SpoiltAnswer {
  const { answer } = spoilt;
  if (!elementsOf(answer).some(isMeant)) {
    return spoilt;
  }
  if (answer.kind === 'record') {
    return { ...spoilt, answer: { ...answer, record: change(answer.record) } };
  }
  if (answer.kind !== 'list') {
    return spoilt;
  }
  const elements = answer.elements.map((element) => (element !== null && isMeant(element) ? change(element) : element));
  return { ...spoilt, answer: { ...answer, elements } };
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

/** Keys beyond the documents, also inside of what is nested: live answers have carried more than their models say. */
function withMore(element: RenderedObject): RenderedObject {
  const inner = Object.entries(element).map(([key, value]): [string, Rendered] => [key, isPlainObject(value) ? withMore(value) : value]);
  return { ...Object.fromEntries(inner), sellerFillRegion: null, futureDetails: { Version: 2, 'odd key': [1, 'two', null] } };
}

function isPlainObject(value: Rendered): value is RenderedObject {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
