import { type BooksReference, REFERENCE_KINDS } from '../../shared/domain/books/reference.ts';
import { type BooksHarness, gather, valueOf } from '../ports/quickbooks-harness.ts';
import { booksReference } from './domain-builders.ts';
import { on } from './order-builders.ts';

/** Everything that planning looks up, read from the practice books through the real client. */
export async function mirrorOf({ books }: BooksHarness): Promise<BooksReference> {
  const company = valueOf(await books.company());
  const lists = [];
  for (const kind of REFERENCE_KINDS) {
    lists.push(...valueOf(await gather(books.list(kind))));
  }
  const documents = valueOf(await gather(books.documents(on('2025-01-01'))));
  return booksReference({ company, records: lists, documents, isBare: true });
}
