import type { MethodInput } from '../../../shared/contract/client.ts';

export type MappingFileKind = MethodInput<'mapping.exportFile'>['what'];

/** The first line of a file of product mappings. A spreadsheet may hold more columns, in any order. */
export const PRODUCT_COLUMNS = {
  sku: 'SKU',
  product: 'Product',
  item: 'QuickBooks item',
  itemId: 'QuickBooks item Id',
  waiting: 'Orders waiting',
} as const;

export const METHOD_COLUMNS = {
  requestedService: 'Service asked for',
  carrierCode: 'Carrier code',
  serviceCode: 'Carrier service code',
  storeId: 'Store Id',
  store: 'Store',
  item: 'QuickBooks item',
  itemId: 'QuickBooks item Id',
  account: 'Income account of a new item',
  waiting: 'Orders waiting',
} as const;

/** Without these columns a file says nothing. */
export const NEEDED_COLUMNS: Readonly<Record<MappingFileKind, readonly (readonly string[])[]>> = {
  products: [[PRODUCT_COLUMNS.sku], [PRODUCT_COLUMNS.item, PRODUCT_COLUMNS.itemId]],
  'shipping-methods': [
    [METHOD_COLUMNS.requestedService, METHOD_COLUMNS.carrierCode, METHOD_COLUMNS.serviceCode, METHOD_COLUMNS.storeId],
    [METHOD_COLUMNS.item, METHOD_COLUMNS.itemId],
  ],
};

/** Column names are compared by their letters and digits alone. */
const columnKey = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** A row read by the names of the first line; a column that is not there is empty. */
export type Cells = (column: string) => string;

/** Groups of columns of which the first line has none; empty: everything that is needed is there. */
export function missingColumns(header: readonly string[], what: MappingFileKind): readonly string[] {
  const there = new Set(header.map(columnKey));
  return NEEDED_COLUMNS[what].filter((group) => !group.some((name) => there.has(columnKey(name)))).map((group) => group.join(' / '));
}

export function cellReader(header: readonly string[]): (cells: readonly string[]) => Cells {
  const places = new Map(header.map((name, at) => [columnKey(name), at]));
  return (cells) => (column) => {
    const at = places.get(columnKey(column));
    return at === undefined ? '' : (cells[at] ?? '').trim();
  };
}
