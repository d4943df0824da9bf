import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { BooksReference } from '../../../shared/domain/books/reference.ts';
import type { Json, Plan, PlannedDocument } from '../../../shared/domain/planning/plan.ts';

type NewRecord = MethodOutput<'order.approvalEffect'>['newRecords'][number];

/** More than anybody reads; the counts beside the list tell of all. */
const MOST_SHOWN = 500;

/**
 * Customers and items that posting these plans makes in the books, each once, with how many documents need it: those that most
 * need first. Approving is the consent to make them, so they are shown before.
 */
export function newRecordsOf(plans: readonly Plan[], books: BooksReference | null): readonly NewRecord[] {
  const found = new Map<string, { readonly document: PlannedDocument; documents: number }>();
  for (const document of plans.flatMap((plan) => plan.documents)) {
    if (document.kind === 'customer' || document.kind === 'item') {
      const known = found.get(document.subject);
      found.set(document.subject, { document, documents: (known?.documents ?? 0) + 1 });
    }
  }
  return [...found.values()]
    .map(({ document, documents }) => recordOf(document, documents, books))
    .toSorted((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || b.documents - a.documents || a.name.localeCompare(b.name))
    .slice(0, MOST_SHOWN);
}

/** Items first: there are few of them, and each changes the list of products for good. */
const KIND_ORDER = { item: 0, customer: 1 } as const;

function recordOf({ kind, body }: PlannedDocument, documents: number, books: BooksReference | null): NewRecord {
  if (kind === 'customer') {
    return {
      kind,
      name: textOf(body['DisplayName']),
      type: null,
      accountName: null,
      email: textAt(body['PrimaryEmailAddr'], 'Address'),
      documents,
    };
  }
  const accountId = textAt(body['IncomeAccountRef'], 'value');
  return {
    kind: 'item',
    name: textOf(body['Name']),
    type: textOf(body['Type']) === 'Service' ? 'service' : 'non-inventory',
    accountName: accountId === null ? null : (books?.accountById(accountId)?.name ?? accountId),
    email: null,
    documents,
  };
}

function textAt(value: Json | undefined, name: string): string | null {
  const inner =
    typeof value === 'object' && value !== null && name in value ? Object.entries(value).find(([key]) => key === name)?.[1] : null;
  return typeof inner === 'string' ? inner : null;
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
