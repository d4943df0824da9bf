import type { Texts } from '../../texts.ts';
import { counted } from '../counted.ts';

export const reconcileTexts: Texts['reconcile'] = {
  title: 'Conciliación',
  kinds: {
    'shipped-not-invoiced': 'Enviado sin facturar',
    'invoiced-not-shipped': 'Facturado sin enviar',
    'wrong-period': 'Período equivocado',
    'total-differs': 'El total difiere',
    'changed-after-posting': 'Cambiado después de contabilizar',
    'gone-from-books': 'Eliminado de QuickBooks',
    'not-paid': 'Sin pagar',
  },
  from: 'Desde',
  to: 'Hasta',
  thisMonth: 'Este mes',
  lastMonth: 'Mes pasado',
  ordered: 'Pedido',
  shipped: 'Enviado',
  invoiced: 'Facturado',
  paid: 'Pagado',
  store: 'Tienda',
  unknownStore: (storeId) => `Tienda ${storeId}`,
  totals: 'Totales por tienda',
  allStores: 'Todas las tiendas',
  count: 'Cantidad',
  amount: 'Importe',
  differences: (count) => counted(count, 'diferencia', 'diferencias'),
  noDifferences: 'Sin diferencias',
  noDifferencesHint: 'Cada pedido enviado en el período está facturado con el total correcto, y nada más lo está.',
  kind: 'Diferencia',
  order: 'Pedido',
  expected: 'Esperado',
  actual: 'En QuickBooks',
  message: 'Qué difiere',
  allKinds: 'Todas las diferencias',
  badPeriod: 'El período termina antes de empezar.',
  untoldDates: (count) =>
    `${counted(count, 'pedido cuenta', 'pedidos cuentan')} como hecho el día en que llegó a ShipStation: su API V2 no informa la fecha del pedido.`,
  untoldTotals: (count) =>
    `${counted(count, 'pedido cuenta', 'pedidos cuentan')} sin importe: la API V2 de ShipStation no informa el total.`,
  shown: (shown, count) => `Se muestran ${shown} de ${count}`,
};
