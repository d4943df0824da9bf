import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import type { RecordName } from '../../../shared/domain/config/config.ts';
import { resolveItem } from '../../../shared/domain/mapping/resolve.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import type { ConfigChange } from './config-changes.ts';
import { saveChanges } from './config.ts';
import { mappingEffect } from './mapping-effect.ts';
import { cellReader, METHOD_COLUMNS, missingColumns, PRODUCT_COLUMNS } from './mapping-file-columns.ts';
import { fileKeyOf, FileRows } from './mapping-file-rows.ts';
import { mappingInbox, unmappedProducts } from './mapping-inbox.ts';
import { changesOf } from './checked-changes.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

/** As many as a config holds. */
const MOST_ROWS = 100_000;
const BAD_SHOWN = 200;
const SAMPLE_SHOWN = 50;
/** Rows of an export made in one step: a few milliseconds. */
const ROWS_AT_A_TIME = 500;

type FileInput = Pick<ParsedInput<'mapping.checkFile'>, 'what' | 'text' | 'removeOthers' | 'leaveOutBad'>;
type Checked = Omit<MethodOutput<'mapping.checkFile'>, 'effect'>;

export function mappingFileHandlers(parts: UseCaseParts): HandlersOf<'mapping.exportFile' | 'mapping.checkFile' | 'mapping.importFile'> {
  return {
    'mapping.exportFile': ({ company, what, waiting }) =>
      inCompany(parts, company, async (session) => {
        const rows = what === 'products' ? await productRows(parts, session, waiting) : await methodRows(parts, session, waiting);
        return ok({ fileName: `${company}-${what}.csv`, text: await textOf(parts, rows), rows: rows.length - 1 });
      }),
    'mapping.checkFile': ({ company, ...file }) =>
      inCompany(parts, company, async (session) => {
        const read = await readFile(parts, session, file);
        if (!read.ok) {
          return read;
        }
        const config = changesOf(session, read.value.changes);
        return config.ok ? ok({ ...read.value.checked, effect: await mappingEffect(parts.ports.timers, session, config.value) }) : config;
      }),
    'mapping.importFile': ({ company, ifVersion, ...file }, call) =>
      inCompany(parts, company, async (session) => {
        const read = await readFile(parts, session, file);
        if (!read.ok) {
          return read;
        }
        const { checked, changes } = read.value;
        if (checked.badCount > 0 && !file.leaveOutBad) {
          return fail(faultOf('mapping-file/bad-rows', { bad: checked.bad, badCount: checked.badCount }));
        }
        const note = { reason: 'csv', restored: null } as const;
        const saved = await saveChanges(
          parts,
          session,
          { changes, ifVersion, summary: 'Mappings were read from a file', note },
          call.actor,
        );
        return saved.ok ? ok({ ...checked, effect: saved.value }) : saved;
      }),
  };
}

/** What the file comes to, row by row, with the loop free between. */
async function readFile(
  { ports: { csv, timers } }: UseCaseParts,
  session: CompanySession,
  { what, text, removeOthers }: FileInput,
): Promise<Result<{ readonly checked: Checked; readonly changes: readonly ConfigChange[] }, Fault>> {
  const { store } = session;
  const books = store.mirror.reference();
  if (books === null) {
    return fail(faultOf('books/mirror-missing'));
  }
  const config = store.config.current();
  const storeIds = new Set([...store.orders.sourceStores().map(({ storeId }) => storeId), ...Object.keys(config.stores).map(Number)]);
  const found = new FileRows(what, config, books, storeIds);
  let cellsOf: ReturnType<typeof cellReader> | null = null;
  for (const rows of csv.read(text)) {
    for (const row of rows) {
      if (cellsOf === null) {
        const missing = missingColumns(row.cells, what);
        if (missing.length > 0) {
          return noColumns(missing);
        }
        cellsOf = cellReader(row.cells);
      } else {
        found.add(row, cellsOf(row.cells));
      }
    }
    if (found.rows > MOST_ROWS) {
      return fail(faultOf('mapping-file/too-long', { rows: found.rows, most: MOST_ROWS }));
    }
    await timers.sleep(0);
  }
  if (cellsOf === null) {
    return noColumns(missingColumns([], what));
  }
  const removals = removeOthers ? removalsOf(session, what).filter((change) => !found.named.has(fileKeyOf(change))) : [];
  return ok({ checked: checkedOf(found, removals.length), changes: [...found.changes, ...removals] });
}

function noColumns(missing: readonly string[]): Result<never, Fault> {
  return fail(faultOf('mapping-file/no-columns', { missing }, `The file lacks a column that it needs: ${missing.join('; ')}.`));
}

function removalsOf({ store }: CompanySession, what: FileInput['what']): readonly ConfigChange[] {
  const { products, shippingMethods } = store.config.current();
  return what === 'products'
    ? products.map(({ sku }) => ({ kind: 'remove-product', sku }))
    : shippingMethods.map(({ match }) => ({ kind: 'remove-shipping-method', match: { ...match } }));
}

function checkedOf({ rows, added, changed, unchanged, empty, bad, samples }: FileRows, removed: number): Checked {
  return {
    rows,
    added,
    changed,
    unchanged,
    removed,
    empty,
    badCount: bad.length,
    bad: bad.slice(0, BAD_SHOWN),
    sample: samples.slice(0, SAMPLE_SHOWN),
  };
}

type Row = readonly string[];

/** What waits comes first: that is what the file is filled in for. */
async function productRows(parts: UseCaseParts, session: CompanySession, waiting: boolean): Promise<readonly Row[]> {
  const { timers } = parts.ports;
  const rows: Row[] = [Object.values(PRODUCT_COLUMNS)];
  if (waiting) {
    for (const { sku, name, count } of await unmappedProducts(timers, session)) {
      rows.push([sku, name, '', '', String(count)]);
    }
  }
  const names = new Map(session.store.orders.sourceProducts().map(({ sku, name }) => [(sku ?? '').toLowerCase(), name]));
  const { products } = session.store.config.current();
  for (let start = 0; start < products.length; start += ROWS_AT_A_TIME) {
    for (const { sku, item } of products.slice(start, start + ROWS_AT_A_TIME)) {
      rows.push([sku, names.get(sku.toLowerCase()) ?? '', ...itemCells(session, item), '']);
    }
    await timers.sleep(0);
  }
  return rows;
}

async function methodRows(parts: UseCaseParts, session: CompanySession, waiting: boolean): Promise<readonly Row[]> {
  const rows: Row[] = [Object.values(METHOD_COLUMNS)];
  if (waiting) {
    const { shippingMethods } = await mappingInbox(parts.ports.timers, session, { text: '', cursor: null, limit: 0 });
    for (const { requestedService, carrierCode, serviceCode, count } of shippingMethods) {
      rows.push([requestedService ?? '', carrierCode ?? '', serviceCode ?? '', '', '', '', '', '', String(count)]);
    }
  }
  const storeNames = new Map(session.store.orders.sourceStores().map(({ storeId, storeName }) => [storeId, storeName]));
  for (const { match, item, createWithAccount } of session.store.config.current().shippingMethods) {
    rows.push([
      match.requestedService ?? '',
      match.carrierCode ?? '',
      match.serviceCode ?? '',
      match.store === undefined ? '' : String(match.store),
      match.store === undefined ? '' : (storeNames.get(match.store) ?? ''),
      ...itemCells(session, item),
      createWithAccount != null && 'name' in createWithAccount ? createWithAccount.name : '',
      '',
    ]);
  }
  return rows;
}

/** Name and Id of an item. An item that is named by its name keeps to it: two items may swap their names in QuickBooks. */
function itemCells({ store }: CompanySession, item: RecordName): readonly [string, string] {
  if ('name' in item) {
    return [item.name, ''];
  }
  const books = store.mirror.reference();
  const found = books === null ? null : resolveItem(books, item);
  return [found?.ok === true ? found.value.name : '', item.id];
}

async function textOf({ ports: { csv, timers } }: UseCaseParts, rows: readonly Row[]): Promise<string> {
  let text = '';
  for (const piece of csv.write(rows)) {
    text += piece;
    await timers.sleep(0);
  }
  return text;
}
