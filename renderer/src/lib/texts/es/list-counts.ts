import { countText } from '../../locale.ts';

/** Names of the lists that are read anew, as they come from Purser. */
export const LISTS: Readonly<Record<string, string>> = {
  stores: 'tiendas',
  carriers: 'transportistas',
  products: 'productos',
  company: 'empresa',
  account: 'cuentas',
  accounts: 'cuentas',
  item: 'artículos',
  items: 'artículos',
  customer: 'clientes',
  customers: 'clientes',
  class: 'clases',
  location: 'ubicaciones',
  term: 'condiciones de pago',
  'tax-code': 'códigos de impuesto',
  'tax-rate': 'tasas de impuesto',
  'tax-agency': 'agencias de impuestos',
  'payment-method': 'métodos de pago',
  vendor: 'proveedores',
  employee: 'empleados',
  documents: 'documentos',
};

/** "6 tiendas, 84 cuentas" */
export const listCounts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${countText(count)} ${LISTS[kind] ?? kind}`)
    .join(', ');
