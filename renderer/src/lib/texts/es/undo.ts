import type { Texts } from '../../texts.ts';

type Details = Readonly<Record<string, unknown>>;

const told = (details: Details, name: string): string => {
  const value = details[name];
  return typeof value === 'string' ? value : '';
};

const NOTES: Readonly<Record<string, (details: Details) => string>> = {
  'books/paid': (d) => `El documento se pagó en QuickBooks por otra persona: ${told(d, 'payments')}. Quite primero ese pago de la factura.`,
  'books/deposited': () => 'El pago forma parte de un depósito bancario en QuickBooks: quítelo primero de ese depósito.',
  'books/closed-period': (d) => `Los libros están cerrados hasta el ${told(d, 'closedThrough')}.`,
  'books/gone': () => 'El documento ya no está en QuickBooks.',
  'books/changed': () => 'Otra persona cambió el documento en QuickBooks después de contabilizarlo.',
  'books/total-differs': () => 'El documento tiene en QuickBooks otro total del que se contabilizó.',
  'books/earlier-month': (d) =>
    `Tiene fecha del ${told(d, 'date')}: anularlo cambia las cifras de un mes que quizá ya se declaró. Una nota de crédito con fecha de hoy las deja como están.`,
  'books/perhaps-reconciled': () =>
    'El dinero fue a una cuenta bancaria. QuickBooks no dice a Purser qué se concilió con un extracto: si se concilió, anularlo deshace esa conciliación.',
  'books/lines-not-mirrored': () =>
    'El documento tiene líneas que Purser no puede copiar, como un paquete: haga la nota de crédito en QuickBooks.',
  'posting/own-payment': (d) =>
    `El pago de ${told(d, 'amount')} que registró Purser se anula también: el dinero sale otra vez de la cuenta puente.`,
  'credit/apply': (d) =>
    `Quedan ${told(d, 'amount')} pendientes en la factura: aplíquele la nota de crédito en QuickBooks (Recibir pago), si QuickBooks no lo hace por sí mismo.`,
  'credit/refund': () =>
    'Se había pagado: la nota de crédito deja un saldo a favor del cliente. Si el canal devolvió el dinero, registre ese reembolso en QuickBooks.',
};

const FIELDS: Readonly<Record<string, string>> = {
  Customer: 'Cliente',
  'Document number': 'Número de documento',
  Reference: 'Referencia',
  Date: 'Fecha',
  Currency: 'Moneda',
  Total: 'Total',
  'Total tax': 'Impuesto total',
  'Tax code': 'Código de impuesto',
  Terms: 'Condiciones',
  Class: 'Clase',
  Location: 'Ubicación',
  'Deposit to': 'Depositar en',
  Payment: 'Pago',
  'Payment amount': 'Importe del pago',
  'Ship date': 'Fecha de envío',
  'Tracking number': 'Número de seguimiento',
  'Ship method': 'Método de envío',
  item: 'artículo',
  description: 'descripción',
  quantity: 'cantidad',
  price: 'precio',
  amount: 'importe',
  'tax code': 'código de impuesto',
};

export const undoTexts: Texts['undo'] = {
  title: (number) => `Deshacer lo contabilizado del pedido ${number}`,
  reading: 'Leyendo los documentos en QuickBooks',
  documents: 'Ahora en QuickBooks',
  kinds: { invoice: 'Factura', 'sales-receipt': 'Recibo de venta', payment: 'Pago' },
  columns: { what: 'Documento', number: 'Número', date: 'Fecha', total: 'Total', open: 'Pendiente' },
  how: 'Cómo',
  recommended: 'recomendado',
  notPossible: 'no es posible',
  ways: {
    void: {
      name: 'Anularlo',
      does: 'Los documentos se quedan en QuickBooks con un total de cero, en el mes de su fecha. Su número no se vuelve a usar.',
      confirm: 'Anular en QuickBooks',
    },
    'credit-memo': {
      name: 'Hacer una nota de crédito',
      does: 'Los documentos se quedan como están. Una nota de crédito con las mismas líneas los compensa hoy.',
      confirm: 'Hacer la nota de crédito',
    },
  },
  creditMemo: (number, date) => `Nota de crédito ${number}, con fecha del ${date}`,
  neither: 'Aquí no es posible ninguna de las dos formas. Resuelva en QuickBooks lo que lo impide y vuelva a mirar.',
  lookAgain: 'Volver a mirar',
  credited: (count) => (count === 1 ? '1 nota de crédito hecha' : `${count} notas de crédito hechas`),
  undo: 'Deshacer',
  postAnew: 'Aprobar de nuevo',
  note: (code, message, details) => (Object.hasOwn(NOTES, code) ? (NOTES[code]?.(details) ?? message) : message),
  changes: 'Qué es distinto',
  changeColumns: { field: 'Campo', posted: 'Como se contabilizó', now: 'Ahora' },
  field: (field) => {
    const line = /^Line (\d+)(?: (.+))?$/.exec(field);
    if (line === null) {
      return FIELDS[field] ?? field;
    }
    const [, number = '', part] = line;
    return part === undefined ? `Línea ${number}` : `Línea ${number}: ${FIELDS[part] ?? part}`;
  },
  newRecords: 'Se crean en QuickBooks al contabilizar',
  newRecordColumns: {
    item: 'Artículo nuevo',
    type: 'Tipo',
    account: 'Cuenta de ingresos',
    customer: 'Cliente nuevo',
    email: 'Correo electrónico',
    documents: 'Documentos',
  },
  newKinds: { service: 'Servicio', 'non-inventory': 'Sin inventario' },
  moreRecords: (count) => `y ${count} más`,
};
