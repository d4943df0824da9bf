import type { MethodInput } from '../../../../shared/contract/client.ts';
import type { SearchTexts } from '../../lib/search.ts';
import { endOfDay, startOfDay } from '../../lib/zone-days.ts';

export type AuditFilter = NonNullable<MethodInput<'audit.list'>['filter']>;

/** The filter as the address has it: what a person typed, dates as days of the company's zone. */
export const AUDIT_FIELDS = ['q', 'order', 'customer', 'document', 'actor', 'kind', 'from', 'to', 'run'] as const;
export type AuditAddress = Readonly<Record<(typeof AUDIT_FIELDS)[number], string>>;

export const NO_FILTER: AuditAddress = { q: '', order: '', customer: '', document: '', actor: '', kind: '', from: '', to: '', run: '' };

/** As long as the contract takes them. */
const LENGTHS: Readonly<Record<keyof AuditAddress, number>> = {
  q: 200,
  order: 100,
  customer: 200,
  document: 40,
  actor: 100,
  kind: 60,
  from: 10,
  to: 10,
  run: 60,
};

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

export function auditAddressOf(search: SearchTexts): AuditAddress {
  const entries = AUDIT_FIELDS.map((field) => [field, (search[field] ?? '').slice(0, LENGTHS[field])] as const);
  return { ...NO_FILTER, ...Object.fromEntries(entries) };
}

/** What is asked for; empty fields ask for nothing. */
export function auditFilterOf({ q, order, customer, document, actor, kind, from, to, run }: AuditAddress, zone: string): AuditFilter {
  return {
    ...(q === '' ? {} : { search: q }),
    ...(order === '' ? {} : { order }),
    ...(customer === '' ? {} : { customer }),
    ...(document === '' ? {} : { document }),
    ...(actor === '' ? {} : { actor }),
    ...(run === '' ? {} : { runId: run }),
    ...(kind === '' ? {} : { kind }),
    ...(isDate(from) ? { from: startOfDay(from, zone) } : {}),
    ...(isDate(to) ? { to: endOfDay(to, zone) } : {}),
  };
}
