import type { FindingCode } from '../../../../../shared/domain/findings.ts';
import type { Details } from '../told.ts';

const NAMES: Readonly<Record<FindingCode, string>> = {
  'order/does-not-tie': 'No cuadra',
  'order/no-lines': 'Sin líneas',
  'order/negative-total': 'Total negativo',
  'order/tax-not-expected': 'Impuesto inesperado',
  'order/price-missing': 'Falta un precio',
  'order/unknown-status': 'Estado desconocido',
  'order/unknown-field-value': 'Valor desconocido',
  'order/zero-total': 'Total de cero',
  'order/quantity-zero-left-out': 'Cantidad 0 omitida',
  'order/sub-cent-amount': 'Fracción de centavo',
  'order/credit-of-customer': 'Pagado de más',
  'order/balance-left-open': 'Queda un saldo',
  'order/not-paid-in-full': 'Sin pagar por completo',
  'order/partly-shipped': 'Enviado en parte',
  'order/not-shipped': 'Sin enviar',
  'order/before-start-date': 'Anterior al inicio',
  'order/store-not-included': 'Tienda excluida',
  'order/awaiting-payment': 'Espera el pago',
  'order/on-hold': 'Retenido',
  'order/rejected-fulfillment': 'Envío rechazado',
  'order/family-incomplete': 'Falta un pedido relacionado',
  'order/family-not-shipped': 'Pedido relacionado sin enviar',
  'order/cancelled': 'Cancelado',
  'order/deleted-in-source': 'Eliminado en ShipStation',
  'order/no-date': 'Sin fecha',
  'order/date-unknown': 'Fecha no informada',
  'order/payment-date-unknown': 'Fecha de pago no informada',
  'order/payment-method-unknown': 'Forma de pago no informada',
  'order/total-unknown': 'Total no informado',
  'order/bill-to-unknown': 'Pagador no informado',
  'order/status-unknown': 'No informa si está pagado',
  'order/currency-differs': 'Otra moneda',
  'order/changed-after-posting': 'Cambiado después de contabilizar',
  'order/cancelled-after-posting': 'Cancelado después de contabilizar',
  'order/deleted-after-posting': 'Eliminado después de contabilizar',
  'order/unshipped-after-posting': 'Envío anulado después de contabilizar',
  'order/buyer-redacted': 'Datos del comprador retirados',
  'mapping/product-missing': 'Producto sin asignar',
  'mapping/shipping-missing': 'Método de envío sin asignar',
  'mapping/discount-missing': 'Descuento sin asignar',
  'mapping/charge-missing': 'Cargo sin asignar',
  'mapping/rounding-missing': 'Falta el artículo de redondeo',
  'mapping/store-missing': 'Tienda sin configurar',
  'mapping/tax-missing': 'Impuesto sin asignar',
  'mapping/clearing-account-missing': 'Falta la cuenta puente',
  'mapping/channel-customer-missing': 'Falta el cliente del canal',
  'mapping/record-not-found': 'Registro no encontrado',
  'mapping/record-inactive': 'Registro inactivo',
  'mapping/name-ambiguous': 'Nombre ambiguo',
  'customer/ambiguous': 'Varios clientes coinciden',
  'customer/no-name': 'Cliente sin nombre',
  'customer/name-taken': 'Nombre ocupado',
  'customer/will-be-created': 'Cliente nuevo',
  'customer/shared-email': 'Correo compartido',
  'customer/tax-exempt': 'Cliente exento de impuesto',
  'books/closed-period': 'Libros cerrados',
  'books/looks-posted': 'Parece ya contabilizado',
  'books/total-differs': 'El total difiere en QuickBooks',
  'books/discounts-off': 'Descuentos desactivados',
  'books/shipping-off': 'Envío desactivado',
  'books/tracking-off': 'Clase o ubicación sin seguimiento',
  'books/custom-field-off': 'Campo personalizado desactivado',
  'books/currency-off': 'Moneda desactivada',
  'books/rate-missing': 'Sin tipo de cambio',
  'books/gone': 'Eliminado de QuickBooks',
  'books/changed': 'Cambiado en QuickBooks',
  'order/paid-after-posting': 'Pagado después de contabilizar',
  'plan/unsupported': 'Todavía no se admite',
};

type Sentence = string | ((details: Details) => string);

/** A detail as text: "" where it is not there, so that a sentence stays whole. */
export function told(details: Details, key: string, frame: (text: string) => string = (text) => text): string {
  const value = Object.hasOwn(details, key) ? details[key] : undefined;
  if (Array.isArray(value)) {
    return value.length === 0 ? '' : frame(value.map(String).join(', '));
  }
  return typeof value === 'string' || typeof value === 'number' ? frame(String(value)) : '';
}

const SENTENCES: Readonly<Record<FindingCode, Sentence>> = {
  'order/does-not-tie':
    'Las líneas, el envío y el impuesto no suman el total del pedido: compare los precios en ShipStation y el impuesto en Asignaciones, o decida qué hacer con la diferencia.',
  'order/no-lines': 'El pedido no tiene artículos que formen una línea: corríjalo en ShipStation, o contabilícelo como una sola línea.',
  'order/negative-total':
    'El pedido suma menos de 0.00, y ningún documento de venta lo permite: corríjalo en ShipStation, o haga una nota de crédito a mano.',
  'order/tax-not-expected':
    'El pedido lleva impuesto, pero su tienda está configurada sin impuesto: indique en Asignaciones quién cobra el impuesto.',
  'order/price-missing': 'Un artículo no tiene precio y cuenta como 0: compárelo con el canal.',
  'order/unknown-status': (d) =>
    `El pedido tiene el estado ${told(d, 'sourceStatus', (text) => `“${text}”`)}, que Purser no conoce; espera hasta que cambie.`,
  'order/unknown-field-value': 'El pedido tiene una cantidad o un importe que no puede ser: corríjalo en ShipStation.',
  'order/zero-total': 'El pedido suma 0.00, y las reglas omiten esos documentos.',
  'order/quantity-zero-left-out': 'Un artículo tiene cantidad 0 y no lleva línea: revise el pedido si se envió.',
  'order/sub-cent-amount': 'El importe de un artículo se redondea al centavo: compare el total con el canal.',
  'order/credit-of-customer': 'Se pagó más que el total del documento; el resto es un saldo a favor del cliente y no se contabiliza.',
  'order/balance-left-open': 'Se pagó menos que el total, así que queda un saldo abierto: compruebe si el resto fue un cupón.',
  'order/not-paid-in-full':
    'Un recibo de venta debe estar pagado por completo: espere el pago, o contabilice los pedidos de la tienda como facturas.',
  'order/partly-shipped': 'El pedido está enviado en parte; se contabiliza cuando las etiquetas cubran cada pieza.',
  'order/not-shipped': 'El pedido todavía no se envió; se contabiliza cuando se envíe.',
  'order/before-start-date': (d) =>
    `El documento llevaría la fecha ${told(d, 'date')}, anterior al inicio${told(d, 'startOn', (text) => ` del ${text}`)}.`,
  'order/store-not-included': 'El pedido es de una tienda excluida: inclúyala en Asignaciones para contabilizar sus pedidos.',
  'order/awaiting-payment': 'El pedido todavía no está pagado; se planifica cuando ShipStation diga que lo está.',
  'order/on-hold': 'El pedido está retenido; se planifica cuando la retención termine en ShipStation.',
  'order/rejected-fulfillment': 'El proveedor de envíos rechazó el pedido; espera hasta que ShipStation lo envíe o lo cancele.',
  'order/family-incomplete': (d) =>
    `El pedido se dividió o combinó, y su otra parte${told(d, 'missingOrderIds', (text) => ` (pedido ${text} de ShipStation)`)} todavía no se descargó: sincronice, o contabilícelo sin ella.`,
  'order/family-not-shipped':
    'Sus partes se contabilizan en un solo documento cuando todas estén enviadas o canceladas; espera a las demás.',
  'order/cancelled': 'El pedido está cancelado en ShipStation y nunca se contabiliza.',
  'order/deleted-in-source': (d) =>
    Object.hasOwn(d, 'orderIds')
      ? `Una parte del pedido se eliminó en ShipStation (${told(d, 'orderIds')}): compruebe que el resto es lo que se vendió y contabilícelo sin esa parte.`
      : 'El pedido se eliminó en ShipStation y no se contabiliza; si vuelve a aparecer allí, se planifica solo otra vez.',
  'order/no-date': 'El pedido no tiene fecha de envío ni fecha de pedido: corríjalo en ShipStation.',
  'order/date-unknown': (d) =>
    `La API V2 de ShipStation no informa la fecha que pide la regla; llegó a ShipStation el ${told(d, 'arrivedOn')}${told(d, 'shippedOn', (text) => ` y se envió el ${text}`)}: diga qué día cuenta, o ponga una regla para la tienda en Asignaciones.`,
  'order/payment-date-unknown': (d) =>
    `La API V2 de ShipStation no informa cuándo se pagó, así que el pago lleva la fecha del documento${told(d, 'date', (text) => `, ${text}`)}.`,
  'order/payment-method-unknown':
    'La API V2 de ShipStation no informa cómo se pagó, así que cuentan la cuenta puente y el método de pago de la tienda y no las asignaciones de formas de pago: compruebe a qué cuenta fue el dinero.',
  'order/total-unknown': (d) =>
    `La API V2 de ShipStation no informa el total del pedido${told(d, 'linesTotal', (text) => `; las líneas suman ${text}`)}${told(d, 'amountPaid', (text) => ` y se pagó ${text}`)}: elija cuál es el total.`,
  'order/bill-to-unknown': 'La API V2 de ShipStation no informa quién paga, así que el destinatario cuenta como cliente: revíselo.',
  'order/status-unknown': (d) =>
    `El pedido está en ${told(d, 'sourceStatus', (text) => `“${text}”`)} en ShipStation, cuya API V2 no informa si está pagado o retenido; se planifica cuando se envíe, o cuando usted lo decida.`,
  'order/currency-differs': (d) =>
    `El pedido está en ${told(d, 'told')} en ShipStation, y su tienda se contabiliza en ${told(d, 'currency')}: corrija la moneda de la tienda en Asignaciones.`,
  'order/changed-after-posting': 'El pedido cambió en ShipStation después de contabilizarse: compare los dos lados y decida.',
  'order/cancelled-after-posting': 'El pedido se canceló en ShipStation después de contabilizarse.',
  'order/deleted-after-posting': 'El pedido se eliminó en ShipStation después de contabilizarse.',
  'order/unshipped-after-posting': 'La etiqueta del pedido se anuló después de contabilizarse: ya no está enviado.',
  'order/buyer-redacted': 'ShipStation retiró el nombre del comprador: elija el cliente que corresponda.',
  'mapping/product-missing': 'Un producto del pedido no tiene artículo de QuickBooks: elíjalo en Asignaciones.',
  'mapping/shipping-missing': (d) =>
    `Ningún artículo representa el método de envío ${told(d, 'method', (text) => `“${text}”`)}: elíjalo en Asignaciones.`,
  'mapping/discount-missing': 'El pedido tiene un descuento y falta el artículo o la cuenta de descuentos: elíjalo en Configuración.',
  'mapping/charge-missing': 'El pedido tiene un cargo adicional y falta su artículo: elíjalo en Configuración.',
  'mapping/rounding-missing': 'La diferencia pide una línea de redondeo y falta su artículo: elíjalo en Configuración.',
  'mapping/store-missing': 'La tienda del pedido todavía no tiene reglas: configúrela en Asignaciones.',
  'mapping/tax-missing': 'Falta un código de impuesto que sirva para el pedido: elíjalo para la tienda en Asignaciones.',
  'mapping/clearing-account-missing': 'El pedido se pagó en su canal y la tienda no tiene cuenta puente: elíjala en Asignaciones.',
  'mapping/channel-customer-missing': 'El pedido va al cliente de su canal, y la tienda no tiene ninguno: elíjalo en Asignaciones.',
  'mapping/record-not-found': 'Un registro de las asignaciones no está en QuickBooks: elija otro, o créelo allí y actualice las listas.',
  'mapping/record-inactive': 'Un registro de las asignaciones está inactivo en QuickBooks: elija otro, o actívelo allí.',
  'mapping/name-ambiguous': 'Un nombre de las asignaciones corresponde a varios registros de QuickBooks: elija uno por su Id.',
  'customer/ambiguous': 'Varios clientes de QuickBooks coinciden con el comprador: elija cuál es, o cree uno nuevo.',
  'customer/no-name': 'El pedido no tiene nombre de comprador con el que crear un cliente: elija uno.',
  'customer/name-taken': (d) =>
    `El nombre ${told(d, 'name')} ya lo usa otro registro de QuickBooks, como un proveedor o un empleado: elija el cliente.`,
  'customer/will-be-created': (d) => `Se creará el cliente ${told(d, 'name')}: compruebe que no está en QuickBooks con otro nombre.`,
  'customer/shared-email': (d) =>
    `El correo ${told(d, 'email')} se vio con nombres distintos, así que también debe coincidir el nombre: revise el cliente.`,
  'customer/tax-exempt':
    'El pedido lleva impuesto, pero su cliente está exento en QuickBooks, que lo dejaría fuera: corrija el cliente o elija otro.',
  'books/closed-period': (d) =>
    `El documento llevaría la fecha ${told(d, 'date')}, y los libros están cerrados${told(d, 'closedThrough', (text) => ` hasta el ${text}`)}: elija el primer día abierto, reabra los libros en QuickBooks, o déjelo fuera.`,
  'books/looks-posted':
    'En QuickBooks ya hay un documento que parece ser de este pedido: vincúlelo si lo es, o contabilícelo de todos modos.',
  'books/total-differs': 'El documento tiene en QuickBooks otro total que el que se envió: compare los dos y decida.',
  'books/discounts-off':
    'El pedido tiene un descuento, y los descuentos están desactivados en QuickBooks: actívelos allí y actualice las listas, o use líneas con un artículo.',
  'books/shipping-off':
    'El pedido tiene un cargo por envío, y el envío está desactivado en QuickBooks: actívelo allí y actualice las listas, o contabilice el envío con artículos.',
  'books/tracking-off': (d) =>
    `La tienda tiene ${told(d, 'what') === 'class' ? 'una clase' : 'una ubicación'}, y QuickBooks no hace su seguimiento: no se envía. Actívelo allí y actualice las listas, o quítela de la tienda.`,
  'books/custom-field-off': (d) =>
    `El campo personalizado ${told(d, 'field')} no está activado en QuickBooks y se omite: actívelo allí y actualice las listas, o quítelo de los ajustes.`,
  'books/currency-off': (d) =>
    `El pedido está en ${told(d, 'currency')}, y su empresa, cliente o cuenta de QuickBooks no lleva esa moneda: elija registros en ${told(d, 'currency')} o corrija la moneda de la tienda.`,
  'books/rate-missing': (d) =>
    `Falta el tipo de cambio de ${told(d, 'currency')} del ${told(d, 'date')}: sincronice y, si continúa, ingréselo en QuickBooks en Monedas.`,
  'books/gone': 'Alguien eliminó o anuló el documento en QuickBooks: decida qué pasa con el pedido.',
  'books/changed': 'Alguien cambió el documento en QuickBooks: mire qué cambió y decida.',
  'order/paid-after-posting':
    'El pedido se pagó en ShipStation después de contabilizarse, y el pago todavía no está en QuickBooks: regístrelo o déjelo así.',
  'plan/unsupported': 'El pedido necesita algo que QuickBooks o Purser no admite así: contabilícelo a mano, o cambie la regla que lo pide.',
};

/** A finding's code in a few words. */
export const findingNameText = (code: string): string => (Object.hasOwn(NAMES, code) ? NAMES[code as FindingCode] : code); // safe: just looked up

/** A finding as a sentence; the sentence that came with it where its code is not known here. */
export function findingSentence(code: string, message: string, details: Details): string {
  if (!Object.hasOwn(SENTENCES, code)) {
    return message;
  }
  const sentence = SENTENCES[code as FindingCode]; // safe: just looked up
  return typeof sentence === 'string' ? sentence : sentence(details);
}
