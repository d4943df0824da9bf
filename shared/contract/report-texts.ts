/** The languages in which a report is written. */
export const REPORT_LANGUAGES = ['en', 'es'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

export interface ReportTexts {
  readonly title: string;
  readonly period: (from: string, to: string) => string;
  readonly made: (at: string) => string;
  readonly page: (page: string, of: string) => string;
  readonly totals: string;
  readonly byDay: string;
  readonly differences: string;
  readonly noDifferences: string;
  readonly section: string;
  readonly step: string;
  readonly store: string;
  readonly storeOf: (storeId: number) => string;
  readonly allStores: string;
  readonly day: string;
  readonly currency: string;
  readonly count: string;
  readonly amount: string;
  readonly ordered: string;
  readonly shipped: string;
  readonly invoiced: string;
  readonly paid: string;
  readonly kind: string;
  readonly order: string;
  readonly orderId: string;
  readonly expected: string;
  readonly actual: string;
  readonly what: string;
  readonly kinds: Readonly<Record<string, string>>;
  /** Sentences by kind; null where the sentence that comes with the difference is in this language already. */
  readonly sentences: Readonly<Record<string, string>> | null;
  readonly untoldDates: (count: number) => string;
  readonly untoldTotals: (count: number) => string;
}

const EN: ReportTexts = {
  title: 'Reconciliation',
  period: (from, to) => `${from} to ${to}`,
  made: (at) => `Made ${at}`,
  page: (page, of) => `Page ${page} of ${of}`,
  totals: 'Totals by store',
  byDay: 'By day',
  differences: 'Differences',
  noDifferences: 'No differences.',
  section: 'Section',
  step: 'Step',
  store: 'Store',
  storeOf: (storeId) => `Store ${storeId}`,
  allStores: 'All stores',
  day: 'Day',
  currency: 'Currency',
  count: 'Count',
  amount: 'Amount',
  ordered: 'Ordered',
  shipped: 'Shipped',
  invoiced: 'Invoiced',
  paid: 'Paid',
  kind: 'Difference',
  order: 'Order',
  orderId: 'Order id',
  expected: 'Expected',
  actual: 'In QuickBooks',
  what: 'What differs',
  kinds: {
    'shipped-not-invoiced': 'Shipped, not invoiced',
    'invoiced-not-shipped': 'Invoiced, not shipped',
    'wrong-period': 'Wrong period',
    'total-differs': 'Total differs',
    'changed-after-posting': 'Changed after posting',
    'gone-from-books': 'Gone from QuickBooks',
    'not-paid': 'Not paid',
  },
  sentences: null,
  untoldDates: (count) => `${count} counted as ordered on the day they came into ShipStation: their order date is not told.`,
  untoldTotals: (count) => `${count} counted without money: their total is not told.`,
};

const ES: ReportTexts = {
  title: 'Conciliación',
  period: (from, to) => `${from} a ${to}`,
  made: (at) => `Hecho el ${at}`,
  page: (page, of) => `Página ${page} de ${of}`,
  totals: 'Totales por tienda',
  byDay: 'Por día',
  differences: 'Diferencias',
  noDifferences: 'Sin diferencias.',
  section: 'Sección',
  step: 'Paso',
  store: 'Tienda',
  storeOf: (storeId) => `Tienda ${storeId}`,
  allStores: 'Todas las tiendas',
  day: 'Día',
  currency: 'Moneda',
  count: 'Cantidad',
  amount: 'Importe',
  ordered: 'Pedido',
  shipped: 'Enviado',
  invoiced: 'Facturado',
  paid: 'Pagado',
  kind: 'Diferencia',
  order: 'Pedido',
  orderId: 'Id del pedido',
  expected: 'Esperado',
  actual: 'En QuickBooks',
  what: 'Qué difiere',
  kinds: {
    'shipped-not-invoiced': 'Enviado sin facturar',
    'invoiced-not-shipped': 'Facturado sin enviar',
    'wrong-period': 'Período equivocado',
    'total-differs': 'El total difiere',
    'changed-after-posting': 'Cambiado después de contabilizar',
    'gone-from-books': 'Eliminado de QuickBooks',
    'not-paid': 'Sin pagar',
  },
  sentences: {
    'shipped-not-invoiced': 'se envió y no tiene documento en QuickBooks; ábralo para ver qué falta.',
    'invoiced-not-shipped': 'está facturado y no se envió; compruebe si se anuló su etiqueta.',
    'wrong-period': 'es de un período y su documento está fechado en otro; corrija la fecha o explíquelo.',
    'total-differs': 'el documento tiene otro total en QuickBooks; compare los dos.',
    'changed-after-posting': 'cambió después de contabilizarse; decida si el documento se actualiza, se queda o se anula.',
    'gone-from-books': 'su documento ya no está en QuickBooks; contabilícelo de nuevo o restáurelo allí.',
    'not-paid': 'queda un saldo abierto; registre el pago o reclámelo.',
  },
  untoldDates: (count) => `${count} cuentan como hechos el día en que llegaron a ShipStation: su fecha de pedido no se informa.`,
  untoldTotals: (count) => `${count} cuentan sin importe: su total no se informa.`,
};

/** The words of a report that leaves Purser as a file. */
export const REPORT_TEXTS: Readonly<Record<ReportLanguage, ReportTexts>> = { en: EN, es: ES };
