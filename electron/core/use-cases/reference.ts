import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { ReferenceRecord } from '../../../shared/domain/books/reference.ts';
import { type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

export function referenceHandlers(parts: UseCaseParts): HandlersOf<'reference.refresh' | 'reference.search'> {
  return {
    'reference.refresh': ({ company }, call) => inCompany(parts, company, (session) => refreshReference(session, call.actor)),
    'reference.search': ({ company, kind, text, limit }) =>
      inCompany(parts, company, ({ store }) => ok({ records: store.mirror.search(kind, text, limit).map(recordView) })),
  };
}

/** All lists of both sides anew; what changed is planned again. */
export async function refreshReference(session: CompanySession, actor: string): Promise<Result<MethodOutput<'reference.refresh'>, Fault>> {
  const request = { kind: 'refresh', actor, label: 'Refreshing reference data', isJournaled: true } as const;
  const outcome = await session.gate.run(request, async (control) => {
    const source = await session.engine.refreshSource(control);
    session.connections.noteOutcome(['source'], source.ok ? null : source.fault);
    if (!source.ok) {
      return source;
    }
    const books = await session.engine.refreshBooks({ full: true }, control);
    session.connections.noteOutcome(['books'], books.ok ? null : books.fault);
    if (!books.ok) {
      return books;
    }
    const counts = { ...source.value, ...books.value };
    return ok({ value: { counts }, counts });
  });
  session.changed(['connections', 'mapping', 'orders']);
  return outcome;
}

function recordView(record: ReferenceRecord): MethodOutput<'reference.search'>['records'][number] {
  const { kind, id, name, active } = record;
  return { kind, id, name, active, note: noteOf(record) };
}

/** What tells records of the same name apart. */
function noteOf(record: ReferenceRecord): string | null {
  switch (record.kind) {
    case 'account':
      return record.accountSubType ?? record.accountType;
    case 'item':
      return [record.sku, record.incomeAccountName].filter((part) => part !== null).join(' · ') || null;
    case 'customer':
      return record.email;
    case 'tax-rate':
      return `${record.rate} %`;
    case 'term':
      return record.dueDays === null ? null : `${record.dueDays} days`;
    case 'vendor':
    case 'employee':
    case 'payment-method':
    case 'class':
    case 'location':
    case 'tax-code':
    case 'tax-agency':
      return null;
  }
}
