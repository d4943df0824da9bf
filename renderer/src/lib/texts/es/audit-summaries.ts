import type { Texts } from '../../texts.ts';
import { faultText } from './faults.ts';

/** What a kind of audit entry tells. */
interface Told {
  /** Finds what the English sentence names: the order, the company. Where it does not fit, the sentence stands without. */
  readonly holds?: RegExp;
  readonly says: (parts: readonly string[]) => string;
}

/** What a summary of the outbox begins with: "Invoice 10233", "Void of Invoice 10233". */
const DOCUMENT = /^(?:(Update|Void) of )?(Invoice|SalesReceipt|CreditMemo|Payment|Customer|Item)( .+?)?(?: was |:| is |,|$)/;

const ENTITIES: Readonly<Record<string, string>> = {
  Invoice: 'Factura',
  SalesReceipt: 'Recibo de venta',
  CreditMemo: 'Nota de crédito',
  Payment: 'Pago',
  Customer: 'Cliente',
  Item: 'Artículo',
};

/** "Factura 10233: …" where the English sentence names the document, else the sentence alone. */
const ofDocument = (sentence: string): Told => ({
  holds: DOCUMENT,
  says: ([operation, entity, number]) => {
    const what = entity === undefined ? '' : `${ENTITIES[entity] ?? entity}${number ?? ''}: `;
    return `${what}${operation === 'Void' ? 'anulación; ' : ''}${operation === 'Update' ? 'actualización; ' : ''}${sentence}`;
  },
});

const plain = (says: string): Told => ({ says: () => says });

const ORDER = /[Oo]rder (\S+?)[ ,.:]/;
const QUOTED = /"([^"]+)"/;

const withOrder = (says: (order: string) => string): Told => ({
  holds: ORDER,
  says: ([order]) => says(order === undefined ? '' : ` ${order}`),
});

const SUMMARIES: Readonly<Record<string, Told>> = {
  'practice-performed': plain('Práctica: se hizo pasar algo en los servicios de práctica.'),
  'source-connected': {
    holds: /connected: (.+)\.$/,
    says: ([what]) => `Se conectó ShipStation${what === undefined ? '' : `: ${what}`}.`,
  },
  'source-disconnected': plain('Se desconectó ShipStation.'),
  'source-key-end-noted': plain('Se anotó cuándo vence la clave de ShipStation.'),
  'books-connected': { holds: /connected: (.+)\.$/, says: ([what]) => `Se conectó QuickBooks${what === undefined ? '' : `: ${what}`}.` },
  'books-disconnected': plain('Se desconectó QuickBooks.'),
  'company-added': { holds: QUOTED, says: ([name]) => `Se creó la empresa${name === undefined ? '' : ` “${name}”`}.` },
  'backup-made': plain('Se escribió una copia de seguridad.'),
  'backup-plan-changed': plain('Se cambiaron las copias diarias.'),
  'company-restored': plain('La empresa se restauró de una copia de seguridad; lo que pudo contabilizarse se busca antes de enviar algo.'),
  'config-changed': plain('Se cambiaron las reglas o las asignaciones.'),
  'schedule-paused': plain('Las descargas automáticas se pusieron en pausa.'),
  'schedule-resumed': plain('Las descargas automáticas continúan.'),
  'relay-paired': plain('La empresa se vinculó con un relé.'),
  'relay-unpaired': plain('La empresa ya no está vinculada con un relé.'),
  'relay-subscribed': plain('ShipStation avisa al relé de pedidos y etiquetas nuevos.'),
  'relay-unsubscribed': plain('ShipStation ya no avisa al relé.'),
  'run-stop-asked': plain('Se pidió detener un proceso.'),
  'order-pulled': withOrder((order) => `El pedido${order} llegó a ShipStation.`),
  'order-changed': withOrder((order) => `El pedido${order} cambió en ShipStation.`),
  'order-came-back': withOrder((order) => `El pedido${order} está otra vez en ShipStation.`),
  'order-gone': withOrder((order) => `El pedido${order} ya no está en ShipStation: se eliminó allí.`),
  'order-excluded': {
    holds: /Order (\S+) was excluded: (.+)$/s,
    says: ([order, reason]) => `El pedido ${order ?? ''} se excluyó${reason === undefined ? '' : `: ${reason}`}`,
  },
  'order-included': withOrder((order) => `El pedido${order} se incluyó de nuevo.`),
  'finding-resolved': withOrder((order) => `Se respondió una pregunta del pedido${order}.`),
  'plan-approved': withOrder((order) => `Se aprobó el plan del pedido${order}.`),
  'approval-withdrawn': withOrder((order) => `Se retiró la aprobación del pedido${order}.`),
  'approval-lapsed': plain('La aprobación caducó: el plan ya no es el que se vio.'),
  'attention-raised': plain('Algo cambió después de contabilizar: decide una persona.'),
  'posting-superseded': plain('Lo rechazado se planificó de nuevo: apruebe el plan nuevo para contabilizarlo.'),
  'buyer-scrubbed': plain('El comprador se retiró en ShipStation por el RGPD: su nombre, dirección y correo se quitaron de aquí.'),
  'parked-record-gone': plain('Un registro que no se podía leer ya no está en ShipStation.'),
  'completeness-checked': plain('Se comprobó la integridad.'),
  'posting-uncertain': ofDocument('se envió, y ninguna respuesta lo confirmó; se consulta antes de enviar algo otra vez.'),
  'posting-sent': ofDocument('se envió a QuickBooks.'),
  'posting-prepared': ofDocument('se preparó para enviarse.'),
  'correction-prepared': ofDocument('se preparó una corrección.'),
  'void-prepared': ofDocument('se preparó su anulación.'),
  'credit-memo-prepared': ofDocument('se preparó una nota de crédito.'),
  'ship-update-prepared': ofDocument('se prepararon los datos de envío.'),
  'posting-questioned': ofDocument('se consultó en QuickBooks qué pasó.'),
  'document-adopted': ofDocument('se vinculó con su pedido.'),
  'posting-answered': ofDocument('QuickBooks aceptó el documento.'),
  'posting-found': ofDocument('se encontró en QuickBooks y se vinculó.'),
  'posting-refused': ofDocument('QuickBooks lo rechazó.'),
  'total-differs': plain('El total en QuickBooks no es el que se planificó: compare los dos.'),
};

/** What an entry tells; the sentence that was written where its kind is not known here. */
export const auditSummary: Texts['told']['audit'] = (kind, summary, details) => {
  const told = Object.hasOwn(SUMMARIES, kind) ? SUMMARIES[kind] : undefined;
  if (told === undefined) {
    return summary;
  }
  const parts = told.holds?.exec(summary)?.slice(1) ?? [];
  const fault = faultOf(details);
  return fault === null ? told.says(parts) : `${told.says(parts)} ${faultText(fault.code, fault.message, {})}`;
};

function faultOf(details: unknown): { readonly code: string; readonly message: string } | null {
  if (typeof details !== 'object' || details === null || !('fault' in details)) {
    return null;
  }
  const { fault } = details;
  return typeof fault === 'object' && fault !== null && 'code' in fault && 'message' in fault
    ? { code: String(fault.code), message: String(fault.message) }
    : null;
}
