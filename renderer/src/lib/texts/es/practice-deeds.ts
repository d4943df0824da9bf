import type { PracticeAction, PracticeDeed, PracticeRefusal } from '../../../../../shared/domain/practice/actions.ts';
import { assertNever } from '../../../../../shared/domain/result.ts';
import type { Texts } from '../../texts.ts';

type PracticeTexts = Texts['practice'];
type Told = Parameters<PracticeTexts['deed']>[0];

/** Task for task the same as PRACTICE_ACTION_TEXTS. */
export const PRACTICE_ACTION_TEXTS_ES: Readonly<Record<PracticeAction, { readonly title: string; readonly trains: string }>> = {
  'order-arrives': { title: 'Llega un pedido nuevo', trains: 'Leer un pedido que espera su etiqueta' },
  'orders-arrive': { title: 'Una hora de mucho movimiento', trains: 'Aprobar muchos a la vez' },
  'shipped-order-arrives': { title: 'Llega un pedido nuevo y se envía', trains: 'Revisar, aprobar y contabilizar un pedido' },
  'ship-order': { title: 'Enviar un pedido', trains: 'Ver cómo un pedido queda listo al comprar su etiqueta' },
  'void-label': { title: 'Anular las etiquetas de un pedido', trains: 'Distinguir un pedido enviado de uno que volvió atrás' },
  'cancel-order': { title: 'Cancelar un pedido', trains: 'Por qué un pedido cancelado nunca se contabiliza' },
  'change-amount': {
    title: 'Subir el cargo por envío de un pedido',
    trains: 'Ver qué cambió después de contabilizar o de aprobar, y corregirlo',
  },
  'split-order': { title: 'Dividir un pedido en dos', trains: 'Familias: varios pedidos que forman un solo documento' },
  'combine-orders': { title: 'Combinar dos pedidos de una tienda', trains: 'Familias: un pedido que lleva el dinero de otro' },
  'record-unreadable': { title: 'Un registro no se puede leer', trains: 'Encontrar en Integridad lo que quedó apartado' },
  'source-throttles': { title: 'ShipStation tiene una mala hora', trains: 'Esperar: una descarga lenta no es una falla' },
  'source-key-ends': { title: 'La clave de la API vence', trains: 'Notar que ya no se descarga nada' },
  'source-key-made': { title: 'Crear una clave de la API', trains: 'Ingresar una clave nueva en Conexiones' },
  'books-refuse': { title: 'Rechazar la próxima factura', trains: 'Leer la causa en Reintentos y enviar otra vez' },
  'books-lose-answer': { title: 'Perder la próxima respuesta', trains: 'Confiar en que nada se contabiliza dos veces' },
  'books-token-ends': { title: 'El token de acceso vence', trains: 'Nada: Purser lo renueva solo' },
  'books-revoke': { title: 'Se revoca la conexión', trains: 'Conectar QuickBooks de nuevo' },
  'books-suspend': { title: 'Se suspende la suscripción', trains: 'Qué queda en espera mientras QuickBooks es de solo lectura' },
  'books-close': { title: 'Cerrar los libros', trains: 'Fechar documentos de un período cerrado' },
  'books-open': { title: 'Reabrir los libros', trains: 'Reintentar lo que un período cerrado había rechazado' },
  'colleague-changes': { title: 'Un colega cambia un documento', trains: 'Encontrar en Conciliación lo que otros cambiaron' },
  'colleague-deletes': { title: 'Un colega elimina un documento', trains: 'Notar que un documento ya no está' },
  'colleague-pays': { title: 'Un colega recibe un pago', trains: 'Distinguir una factura abierta de una pagada' },
  'back-to-normal': { title: 'Quitar todos los problemas', trains: 'Empezar de nuevo; los pedidos y documentos quedan como están' },
};

export const PRACTICE_REFUSAL_TEXTS_ES: Readonly<Record<PracticeRefusal, string>> = {
  'own-rule': 'Incumple una regla de la empresa',
  'period-closed': 'Su período está cerrado',
  'item-inactive': 'Uno de sus artículos está inactivo',
  'customer-refused': 'No se acepta su cliente',
  'tax-refused': 'No se acepta su impuesto',
  'bad-discount': 'No se acepta su descuento',
  'amounts-differ': 'El importe de una línea no es cantidad por precio',
  'text-too-long': 'Uno de sus textos es demasiado largo',
};

type Tell = (told: Told, orders: string) => readonly [happened: string, lookFor: string];

const DEEDS: Readonly<Record<PracticeAction, Tell>> = {
  'order-arrives': (_, orders) => [
    `Llegó ${orders} y espera su etiqueta.`,
    `Descargue y abra ${orders} en Revisión: espera hasta que se envíe.`,
  ],
  'orders-arrive': ({ orders }) => [
    `Llegaron ${orders.length} pedidos nuevos: ${orders.map(({ orderNumber }) => orderNumber).join(', ')}.`,
    'Descargue y mire Revisión: esperan sus etiquetas. Envíe algunos desde aquí y descargue otra vez.',
  ],
  'shipped-order-arrives': (_, orders) => [
    `Llegó ${orders} y se envió.`,
    `Descargue y abra ${orders} en Revisión: está listo para aprobar y contabilizar.`,
  ],
  'ship-order': (_, orders) => [
    `Se compró una etiqueta para ${orders}.`,
    `Descargue y abra ${orders} en Revisión: ya no espera y muestra su número de seguimiento.`,
  ],
  'void-label': (_, orders) => [
    `Se anularon todas las etiquetas de ${orders}.`,
    `Descargue y abra ${orders} en Revisión: espera otra vez, o pregunta qué hacer si su documento ya está contabilizado.`,
  ],
  'cancel-order': (_, orders) => [
    `Se canceló ${orders}.`,
    `Descargue y abra ${orders} en Revisión: no se contabilizará, o pregunta qué hacer si su documento ya está contabilizado.`,
  ],
  'change-amount': (_, orders) => [
    `El cargo por envío de ${orders} subió, y se pagó.`,
    `Descargue y abra ${orders} en Revisión: el plan tiene el total nuevo. Una aprobación caduca; un documento contabilizado pregunta si se corrige.`,
  ],
  'split-order': (_, orders) => [
    `Una pieza de ${orders} pasó a ser otro pedido con el mismo número.`,
    `Descargue y abra ${orders} en Revisión: las dos partes son una familia.`,
  ],
  'combine-orders': ({ orders }) => [
    `El pedido ${orders.at(-1)?.orderNumber ?? ''} se combinó con el pedido ${orders[0]?.orderNumber ?? ''}, con su dinero.`,
    `Descargue y abra el pedido ${orders[0]?.orderNumber ?? ''} en Revisión: lleva los dos, y el otro es parte de su familia.`,
  ],
  'record-unreadable': (_, orders) => [
    `Llegó ${orders}, y ShipStation falla con ese pedido.`,
    'Descargue y mire Integridad: el registro está apartado y todos los demás pedidos llegaron. Quite los problemas, descargue otra vez, y ya está.',
  ],
  'source-throttles': ({ times }) => [
    `ShipStation responde “demasiadas solicitudes” a las próximas ${times ?? 1} preguntas.`,
    'Descargue: tarda hasta dos minutos, espera lo que ShipStation pida y termina bien por sí sola.',
  ],
  'source-key-ends': () => [
    'La clave de la API de ShipStation venció.',
    'Descargue: se rechaza, y un aviso dice que ShipStation necesita a una persona. Cree una clave nueva aquí e ingrésela en Conexiones.',
  ],
  'source-key-made': () => [
    'ShipStation dio una clave nueva; la anterior ya no funciona.',
    'Abra Conexiones, ingrese la clave y su secreto en ShipStation, y descargue.',
  ],
  'books-refuse': ({ reason, times }) => [
    `QuickBooks rechazará ${times === 1 ? 'la próxima factura' : `las próximas ${times ?? 1} facturas`}${reason === null ? '' : `: ${lowerFirst(PRACTICE_REFUSAL_TEXTS_ES[reason])}`}.`,
    'Apruebe y contabilice algo, y abra Reintentos: allí está la causa en palabras sencillas. Reinténtelo, y queda contabilizado.',
  ],
  'books-lose-answer': () => [
    'QuickBooks hará la próxima contabilización, y su respuesta nunca llegará.',
    'Apruebe y contabilice algo: Purser averigua qué pasó, y QuickBooks tiene cada documento una sola vez.',
  ],
  'books-token-ends': () => [
    'El token de acceso de QuickBooks venció.',
    'Descargue o contabilice: funciona, porque Purser renueva el token por sí solo.',
  ],
  'books-revoke': () => [
    'La aplicación se desconectó dentro de QuickBooks.',
    'Descargue o contabilice: un aviso dice que QuickBooks necesita a una persona. Reconecte la empresa de práctica en Conexiones; no se pierde nada.',
  ],
  'books-suspend': () => [
    'Se suspendió la suscripción de QuickBooks.',
    'Apruebe y contabilice algo: no se contabiliza nada hasta que se pague. Quite aquí todos los problemas y contabilice otra vez.',
  ],
  'books-close': ({ on }) => [
    `Los libros están cerrados hasta el ${on ?? ''}.`,
    `Actualice las listas de QuickBooks y descargue, y mire Revisión: lo fechado hasta el ${on ?? ''} está bloqueado y ofrece el primer día abierto. Lo que ya estaba aprobado se rechaza y queda en Reintentos.`,
  ],
  'books-open': ({ on }) => [
    `Los libros vuelven a estar abiertos después del ${on ?? ''}.`,
    'Actualice las listas de QuickBooks y descargue, y mire Revisión y Reintentos: lo que detenía el período cerrado ya se puede aprobar o reintentar.',
  ],
  'colleague-changes': ({ documentNumber }, orders) => [
    `Un colega subió el importe del documento ${documentNumber ?? ''} de ${orders}.`,
    `Actualice las listas de QuickBooks y descargue, y mire Conciliación: muestra ${orders} con los dos totales. No se sobrescribe nada.`,
  ],
  'colleague-deletes': ({ documentNumber }, orders) => [
    `Un colega eliminó el documento ${documentNumber ?? ''} de ${orders}.`,
    `Actualice las listas de QuickBooks y descargue, y abra ${orders} en Revisión: dice que el documento ya no está.`,
  ],
  'colleague-pays': ({ documentNumber }, orders) => [
    `Un colega recibió el pago de la factura ${documentNumber ?? ''} de ${orders}.`,
    `Actualice las listas de QuickBooks y descargue, y abra ${orders} en Revisión: nada cambia, porque quién paga una factura es asunto de los libros.`,
  ],
  'back-to-normal': () => [
    'Se quitaron todos los problemas, y los dos servicios están conectados de nuevo.',
    'Descargue: todo funciona. Reintente lo que se había rechazado.',
  ],
};

/** What happened and where to look for it. */
export function practiceDeedTextEs(told: Told): ReturnType<PracticeTexts['deed']> {
  const [happened, lookFor] = DEEDS[told.action](told, numbersOf(told));
  return { happened, lookFor };
}

/** A trouble that is switched on, as a sentence. */
export function practiceTroubleTextEs({ trouble, orderNumber, on, reason, left }: Parameters<PracticeTexts['trouble']>[0]): string {
  const times = left === null || left === 1 ? '' : ` (${left} veces)`;
  switch (trouble) {
    case 'record-unreadable':
      return `El pedido ${orderNumber ?? ''} no se puede leer de ShipStation.`;
    case 'source-throttles':
      return `ShipStation dice que se preguntó demasiado${times}.`;
    case 'source-key-ended':
      return 'La clave de la API de ShipStation venció.';
    case 'books-refuse':
      return `QuickBooks rechaza la próxima factura${times}${reason === null ? '' : `: ${lowerFirst(PRACTICE_REFUSAL_TEXTS_ES[reason])}`}.`;
    case 'books-lose-answer':
      return 'La próxima respuesta de QuickBooks a una contabilización se pierde.';
    case 'books-revoked':
      return 'La conexión con QuickBooks está revocada.';
    case 'books-suspended':
      return 'La suscripción de QuickBooks está suspendida.';
    case 'books-closed':
      return `Los libros están cerrados hasta el ${on ?? ''}.`;
    case 'source-other':
      return 'ShipStation falla de otra manera, que no se activó aquí.';
    case 'books-other':
      return 'QuickBooks falla de otra manera, que no se activó aquí.';
    default:
      return assertNever(trouble);
  }
}

const numbersOf = ({ orders }: Pick<PracticeDeed, 'orders'>): string =>
  orders[0] === undefined ? 'un pedido' : `el pedido ${orders[0].orderNumber}`;

const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
