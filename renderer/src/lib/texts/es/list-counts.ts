import { counted } from '../counted.ts';

/** One and many of each list that is read anew, by the name that Purser's counts have. */
const LISTS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  stores: ['tienda', 'tiendas'],
  carriers: ['transportista', 'transportistas'],
  products: ['producto', 'productos'],
  company: ['empresa', 'empresas'],
  account: ['cuenta', 'cuentas'],
  item: ['artículo', 'artículos'],
  customer: ['cliente', 'clientes'],
  vendor: ['proveedor', 'proveedores'],
  employee: ['empleado', 'empleados'],
  term: ['condición de pago', 'condiciones de pago'],
  'payment-method': ['método de pago', 'métodos de pago'],
  class: ['clase', 'clases'],
  location: ['ubicación', 'ubicaciones'],
  'tax-code': ['código de impuesto', 'códigos de impuesto'],
  'tax-rate': ['tasa de impuesto', 'tasas de impuesto'],
  'tax-agency': ['agencia de impuestos', 'agencias de impuestos'],
  documents: ['documento', 'documentos'],
};

/** "1 ubicación", "18 cuentas"; null where it is no list. */
export function listCount(name: string, count: number): string | null {
  const words = LISTS[name];
  return words === undefined ? null : counted(count, ...words);
}

/** "6 tiendas, 84 cuentas" */
export const listCounts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => listCount(name, count) ?? counted(count, name, name))
    .join(', ');
