import type { MethodOutput } from '../../../../shared/contract/client.ts';

type Entry = MethodOutput<'audit.list'>['entries'][number];

/** Begins like a formula, which a spreadsheet would run; a quote before it makes it text (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r]/;

/** Excel takes a file for UTF-8 by it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The first line of the CSV, the same columns as those of the command line. */
export const AUDIT_COLUMNS = `${BYTE_ORDER_MARK}sequence,at,actor,kind,summary,orderId,documentId,details,hash\r\n`;

function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function entryAsCsv({ sequence, at, actor, kind, summary, orderId, documentId, details, hash }: Entry): string {
  return `${[sequence, at, actor, kind, summary, orderId, documentId, JSON.stringify(details), hash].map(cell).join(',')}\r\n`;
}

/** One line, everything in it: fit to be checked against the chain again. */
export const entryAsJson = (entry: Entry): string => `${JSON.stringify(entry)}\n`;
