import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import type { ItemSuggestion } from '../../../shared/domain/mapping/suggest.ts';
import { FINDING_CODES, type Finding, type FindingCode } from '../../../shared/domain/findings.ts';
import type { CompanySession } from '../company-session.ts';
import type { Timers } from '../ports/environment.ts';
import { nextOf, startOf } from './list-place.ts';
import { type Suggestions, suggestionsOf } from './mapping-suggestions.ts';

type Inbox = MethodOutput<'mapping.inbox'>;
type HeldUp = ReturnType<CompanySession['store']['plans']['heldUpGroups']>[number];

/** How many orders are named as examples of what is unmapped. */
const EXAMPLES = 5;
/** Products whose suggestions are made in one step: some milliseconds. */
const PRODUCTS_AT_A_TIME = 20;

/** A mapping of these is missing; anything else of the area is a mapping that is there and can't be used. */
const MISSING: ReadonlySet<string> = new Set(['mapping/product-missing', 'mapping/shipping-missing', 'mapping/store-missing']);

/** What is unmapped, most money held up first, with suggestions and their reasons. */
export async function mappingInbox(
  timers: Timers,
  session: CompanySession,
  { text, cursor, limit }: Pick<ParsedInput<'mapping.inbox'>, 'text' | 'cursor' | 'limit'>,
): Promise<Inbox> {
  const groups = groupsByMoney(session);
  const products = groups.filter(({ code }) => code === 'mapping/product-missing');
  const shown = limit > 0;
  const found = shown ? await productsWith(timers, session, products, text) : products;
  const suggestions = shown ? await suggestionsOf(timers, session) : null;
  const start = startOf(cursor);
  const page: Inbox['products'] = [];
  if (suggestions !== null) {
    await inSteps(timers, found.slice(start, start + limit), PRODUCTS_AT_A_TIME, (group) => {
      page.push(productOf(session, group, suggestions));
    });
  }
  return {
    productCount: products.length,
    productsFound: found.length,
    products: page,
    next: shown ? nextOf(start + limit, found.length) : null,
    shippingMethods: groups
      .filter(({ code }) => code === 'mapping/shipping-missing')
      .map((group) => shippingMethodOf(session, group, suggestions)),
    stores: storesOf(session, groups),
    broken: groups.flatMap((group) => brokenOf(session, group)),
  };
}

/** The best suggestion of every unmapped product that is at least so sure. */
export async function suggestedProducts(
  timers: Timers,
  session: CompanySession,
  atLeast: number,
): Promise<MethodOutput<'mapping.suggested'>['products']> {
  const suggestions = await suggestionsOf(timers, session);
  const products: MethodOutput<'mapping.suggested'>['products'] = [];
  const groups = groupsByMoney(session).filter(({ code }) => code === 'mapping/product-missing');
  await inSteps(timers, groups, PRODUCTS_AT_A_TIME, (group) => {
    const { sku, name } = namesOf(session, group);
    const [best] = suggestions.forProduct({ sku, name });
    if (best !== undefined && best.score >= atLeast) {
      products.push({ sku, name, suggestion: { ...best } });
    }
  });
  return products;
}

/** Unmapped products as the file of mappings lists them: their key and their name. */
export async function unmappedProducts(
  timers: Timers,
  session: CompanySession,
): Promise<readonly { readonly sku: string; readonly name: string; readonly count: number }[]> {
  const waiting: { readonly sku: string; readonly name: string; readonly count: number }[] = [];
  const groups = groupsByMoney(session).filter(({ code }) => code === 'mapping/product-missing');
  await inSteps(timers, groups, PRODUCTS_AT_A_TIME, (group) => {
    waiting.push({ ...namesOf(session, group), count: group.count });
  });
  return waiting;
}

function groupsByMoney({ store }: CompanySession): readonly HeldUp[] {
  return store.plans.heldUpGroups().toSorted((a, b) => moneyOf(b) - moneyOf(a) || (a.subject ?? '').localeCompare(b.subject ?? '', 'en'));
}

async function inSteps<T>(timers: Timers, rows: readonly T[], size: number, work: (row: T) => void): Promise<void> {
  for (let start = 0; start < rows.length; start += size) {
    rows.slice(start, start + size).forEach(work);
    await timers.sleep(0);
  }
}

/** Those whose SKU or name holds the text; names are only looked up where somebody looks for one. */
async function productsWith(timers: Timers, session: CompanySession, groups: readonly HeldUp[], text: string): Promise<readonly HeldUp[]> {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    return groups;
  }
  const found: HeldUp[] = [];
  await inSteps(timers, groups, PRODUCTS_AT_A_TIME, (group) => {
    const isFound = (group.subject ?? '').includes(wanted) || namesOf(session, group).name.toLowerCase().includes(wanted);
    if (isFound) {
      found.push(group);
    }
  });
  return found;
}

interface ProductNames {
  readonly sku: string;
  readonly name: string;
}

function namesOf(session: CompanySession, group: HeldUp, orderIds = examplesOf(session, group, 1)): ProductNames {
  const details = exampleOf(session, group, orderIds)?.details ?? {};
  const name = textOf(details['name']) ?? '';
  const sku = group.subject ?? textOf(details['sku']) ?? name;
  return { sku, name: name === '' ? sku : name };
}

function productOf(session: CompanySession, group: HeldUp, suggestions: Suggestions): Inbox['products'][number] {
  const orderIds = examplesOf(session, group, EXAMPLES);
  const names = namesOf(session, group, orderIds);
  return {
    ...names,
    count: group.count,
    heldUp: [...group.totals],
    suggestions: suggestions.forProduct(names).map(suggestionView),
    exampleOrderIds: [...orderIds],
  };
}

function shippingMethodOf(session: CompanySession, group: HeldUp, suggestions: Suggestions | null): Inbox['shippingMethods'][number] {
  const orderIds = examplesOf(session, group, EXAMPLES);
  const details = exampleOf(session, group, orderIds)?.details ?? {};
  const method = {
    requestedService: textOf(details['requestedService']) ?? group.subject,
    carrierCode: textOf(details['carrierCode']),
    serviceCode: textOf(details['serviceCode']),
  };
  return {
    ...method,
    count: group.count,
    heldUp: [...group.totals],
    suggestions: (suggestions?.forShippingMethod(method) ?? []).map(suggestionView),
    exampleOrderIds: [...orderIds],
  };
}

function storesOf({ store }: CompanySession, groups: readonly HeldUp[]): Inbox['stores'] {
  const storeNames = new Map(store.orders.sourceStores().map((known) => [known.storeId, known.storeName]));
  return groups
    .filter(({ code }) => code === 'mapping/store-missing')
    .map((group) => {
      const storeId = Number(group.subject ?? 0);
      return { storeId, storeName: storeNames.get(storeId) ?? `Store ${storeId}`, count: group.count, heldUp: [...group.totals] };
    });
}

/** A mapping that is there and can't be used: the finding of one of its orders says what is the matter. */
function brokenOf(session: CompanySession, group: HeldUp): Inbox['broken'] {
  const code = FINDING_CODES.find((known) => known === group.code);
  if (code === undefined || !code.startsWith('mapping/') || MISSING.has(code)) {
    return [];
  }
  const orderIds = examplesOf(session, group, EXAMPLES);
  const message = exampleOf(session, group, orderIds)?.message ?? '';
  return [{ code: code satisfies FindingCode, message, count: group.count, heldUp: [...group.totals], exampleOrderIds: [...orderIds] }];
}

function suggestionView(suggestion: ItemSuggestion): Inbox['products'][number]['suggestions'][number] {
  return { ...suggestion };
}

function examplesOf({ store }: CompanySession, { code, subject }: HeldUp, limit: number): readonly number[] {
  return store.plans.heldUpExamples(code, subject, limit);
}

/** The finding itself, as one of the orders has it: it knows more than the group's key. */
function exampleOf({ store }: CompanySession, group: HeldUp, orderIds: readonly number[]): Finding | null {
  for (const orderId of orderIds) {
    const blockers = store.plans.planOf(orderId)?.blockers ?? [];
    const found = blockers.find(
      ({ code, details }) =>
        code === group.code && (group.subject === null || Object.values(details).some((value) => String(value) === group.subject)),
    );
    if (found !== undefined) {
      return found;
    }
  }
  return null;
}

/** For sorting only: currencies are added as if they were one. */
function moneyOf(group: HeldUp): number {
  return group.totals.reduce((sum, total) => sum + total.minor, 0);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
