import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { BooksReference } from '../../../shared/domain/books/reference.ts';
import type { Config, RecordName, ShippingMethodMapping } from '../../../shared/domain/config/config.ts';
import { resolveAccount, resolveItem } from '../../../shared/domain/mapping/resolve.ts';
import { nameKey, skuKey } from '../../../shared/domain/orders/text.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { CsvRow } from '../ports/csv.ts';
import type { ConfigChange } from './config-changes.ts';
import { matchKey } from './config-changes.ts';
import { type Cells, METHOD_COLUMNS, type MappingFileKind, PRODUCT_COLUMNS } from './mapping-file-columns.ts';

export type BadRow = MethodOutput<'mapping.checkFile'>['bad'][number];
type Sample = MethodOutput<'mapping.checkFile'>['sample'][number];
type BadReason = BadRow['reason'];
type Bad = Omit<BadRow, 'line'>;

/** As the contract's own limits of a mapping's texts. */
const LONGEST_TEXT = 200;
const LONGEST_NAME = 500;

/** What one row comes to. `null`: nothing was filled in. */
type RowOutcome = { readonly key: string; readonly change: ConfigChange; readonly sample: Sample; readonly isSame: boolean } | null;

/** Collects what the rows of a file come to, one after the other. */
export class FileRows {
  readonly changes: ConfigChange[] = [];
  readonly bad: BadRow[] = [];
  readonly samples: Sample[] = [];
  rows = 0;
  added = 0;
  changed = 0;
  unchanged = 0;
  empty = 0;
  /** Keys of all mappings that the file names. */
  readonly named = new Map<string, string | null>();
  readonly #read: (cells: Cells) => Result<RowOutcome, Bad>;

  constructor(what: MappingFileKind, config: Config, books: BooksReference, storeIds: ReadonlySet<number>) {
    this.#read = readerOf(what, config, books, storeIds);
  }

  add({ line, isBroken }: CsvRow, cells: Cells): void {
    this.rows += 1;
    const outcome: Result<RowOutcome, Bad> = isBroken ? fail({ reason: 'broken-quotes', value: '' }) : this.#read(cells);
    if (!outcome.ok) {
      this.bad.push({ line, reason: outcome.fault.reason, value: outcome.fault.value.slice(0, LONGEST_TEXT) });
      return;
    }
    if (outcome.value === null) {
      this.empty += 1;
      return;
    }
    this.#take(outcome.value, line);
  }

  #take({ key, change, sample, isSame }: NonNullable<RowOutcome>, line: number): void {
    const earlier = this.named.get(key);
    if (earlier !== undefined) {
      if (earlier === sample.after) {
        this.unchanged += 1;
      } else {
        this.bad.push({ line, reason: 'twice-in-file', value: sample.subject });
      }
      return;
    }
    this.named.set(key, sample.after);
    if (isSame) {
      this.unchanged += 1;
      return;
    }
    if (sample.before === null) {
      this.added += 1;
    } else {
      this.changed += 1;
    }
    this.changes.push(change);
    this.samples.push(sample);
  }
}

/** The keys that the mappings of a config have in a file. */
export function fileKeyOf(change: ConfigChange): string {
  switch (change.kind) {
    case 'remove-product':
      return skuKey(change.sku);
    case 'remove-shipping-method':
      return matchKey(change.match);
    case 'product':
    case 'shipping-method':
    case 'payment-method':
    case 'remove-payment-method':
    case 'store':
    case 'policy':
    case 'version':
      return '';
    default:
      return assertNever(change);
  }
}

function readerOf(
  what: MappingFileKind,
  config: Config,
  books: BooksReference,
  storeIds: ReadonlySet<number>,
): (cells: Cells) => Result<RowOutcome, Bad> {
  if (what === 'products') {
    const known = new Map(config.products.map((mapping) => [skuKey(mapping.sku), mapping.item]));
    return (cells) => productRow(cells, known, books);
  }
  const known = new Map(config.shippingMethods.map((mapping) => [matchKey(mapping.match), mapping]));
  return (cells) => methodRow(cells, known, books, storeIds);
}

function productRow(cells: Cells, known: ReadonlyMap<string, RecordName>, books: BooksReference): Result<RowOutcome, Bad> {
  const [sku, name, itemId] = [cells(PRODUCT_COLUMNS.sku), cells(PRODUCT_COLUMNS.item), cells(PRODUCT_COLUMNS.itemId)];
  if (name === '' && itemId === '') {
    return ok(null);
  }
  if (sku === '') {
    return bad('no-sku', name || itemId);
  }
  if (sku.length > LONGEST_TEXT || name.length > LONGEST_NAME) {
    return bad('text-too-long', sku.length > LONGEST_TEXT ? sku : name);
  }
  const item = itemOf(books, name, itemId);
  if (!item.ok) {
    return item;
  }
  const before = known.get(skuKey(sku)) ?? null;
  const sample = { subject: sku, before: before === null ? null : recordText(before), after: recordText(item.value) };
  return ok({
    key: skuKey(sku),
    change: { kind: 'product', mapping: { sku, item: item.value } },
    sample,
    isSame: before !== null && isSameRecord(before, item.value),
  });
}

function methodRow(
  cells: Cells,
  known: ReadonlyMap<string, ShippingMethodMapping>,
  books: BooksReference,
  storeIds: ReadonlySet<number>,
): Result<RowOutcome, Bad> {
  const [name, itemId, accountName] = [cells(METHOD_COLUMNS.item), cells(METHOD_COLUMNS.itemId), cells(METHOD_COLUMNS.account)];
  if (name === '' && itemId === '') {
    return ok(null);
  }
  const match = matchOf(cells, storeIds);
  if (!match.ok) {
    return match;
  }
  const account = accountName === '' ? null : { name: accountName };
  if (account !== null && !resolveAccount(books, account).ok) {
    return bad('account-not-found', accountName);
  }
  const item = itemOf(books, name, itemId);
  const isToBeMade = !item.ok && item.fault.reason === 'record-not-found' && account !== null && name !== '' && name.length <= LONGEST_NAME;
  if (!item.ok && !isToBeMade) {
    return item;
  }
  const mapping = { match: match.value, item: item.ok ? item.value : { name }, createWithAccount: account };
  const key = matchKey(match.value);
  const before = known.get(key) ?? null;
  return ok({
    key,
    change: { kind: 'shipping-method', mapping },
    sample: {
      subject: Object.values(match.value).join(' · '),
      before: before === null ? null : methodText(before),
      after: methodText(mapping),
    },
    isSame: before !== null && methodText(before) === methodText(mapping),
  });
}

function matchOf(cells: Cells, storeIds: ReadonlySet<number>): Result<ShippingMethodMapping['match'], Bad> {
  const texts = {
    requestedService: cells(METHOD_COLUMNS.requestedService),
    carrierCode: cells(METHOD_COLUMNS.carrierCode),
    serviceCode: cells(METHOD_COLUMNS.serviceCode),
  };
  const long = Object.values(texts).find((text) => text.length > LONGEST_TEXT);
  if (long !== undefined) {
    return bad('text-too-long', long);
  }
  const store = cells(METHOD_COLUMNS.storeId);
  if (store !== '' && !storeIds.has(Number(store))) {
    return bad('no-store', store);
  }
  const match = {
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
    ...(store === '' ? {} : { store: Number(store) }),
  };
  return Object.keys(match).length === 0 ? bad('no-match', '') : ok(match);
}

/**
 * The item that a row names. The name leads, because it is what a person edits; the Id only tells items of one name apart, or
 * stands alone.
 */
function itemOf(books: BooksReference, name: string, itemId: string): Result<RecordName, Bad> {
  const byId = /^\d{1,20}$/.test(itemId) ? resolveItem(books, { id: itemId }) : null;
  if (byId?.ok === true && (name === '' || nameKey(byId.value.name) === nameKey(name))) {
    return byId.value.itemType === 'Category' ? bad('not-sellable', itemId) : ok({ id: itemId });
  }
  if (name === '') {
    return bad('record-not-found', itemId);
  }
  const byName = resolveItem(books, { name });
  if (byName.ok) {
    return byName.value.itemType === 'Category' ? bad('not-sellable', name) : ok({ name });
  }
  return bad(REASONS[byName.fault.code], name);
}

const REASONS = {
  'mapping/record-not-found': 'record-not-found',
  'mapping/record-inactive': 'record-inactive',
  'mapping/name-ambiguous': 'name-ambiguous',
} as const satisfies Record<string, BadReason>;

function isSameRecord(a: RecordName, b: RecordName): boolean {
  if ('name' in a && 'name' in b) {
    return a.name === b.name;
  }
  return 'id' in a && 'id' in b && a.id === b.id;
}

function recordText(name: RecordName): string {
  return 'name' in name ? name.name : `Id ${name.id}`;
}

function methodText({ item, createWithAccount }: Pick<ShippingMethodMapping, 'item' | 'createWithAccount'>): string {
  return createWithAccount == null ? recordText(item) : `${recordText(item)} · ${recordText(createWithAccount)}`;
}

function bad(reason: BadReason, value: string): { readonly ok: false; readonly fault: Bad } {
  return { ok: false, fault: { reason, value } };
}
