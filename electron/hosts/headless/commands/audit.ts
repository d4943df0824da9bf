import { type Command, Option } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { addDays, epochMsOf, type Instant, instantOf, parseBusinessDate } from '../../../../shared/domain/time/instants.ts';
import { startOfDateIn } from '../../../../shared/domain/time/zones.ts';
import { usageFailure } from '../cli-failure.ts';
import type { CommandContext, OpenHost } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { orderIdsOf } from '../order-arguments.ts';
import { csvText } from '../output/csv.ts';
import { momentIn, zoneOf } from '../output/moments.ts';
import { tableText } from '../output/table.ts';
import type { ActionMaker } from '../run-cli.ts';
import { writeResult } from './reconcile.ts';
import { countArgument, dateArgument } from './sync.ts';

type Entry = MethodOutput<'audit.list'>['entries'][number];

interface ListOptions {
  readonly order?: string;
  readonly kind?: string;
  readonly search?: string;
  readonly customer?: string;
  readonly document?: string;
  readonly actor?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly cursor?: string;
}

interface ExportOptions {
  readonly format: 'jsonl' | 'csv';
  readonly out?: string;
}

const LONGEST_PAGE = 500;
const HEADER = ['sequence', 'at', 'actor', 'kind', 'summary', 'orderId', 'documentId', 'details', 'hash'];

export function addAuditCommands(program: Command, action: ActionMaker): void {
  const audit = program.command('audit').description('the record of everything that was done');
  audit
    .command('list')
    .description('entries, newest first')
    .option('--order <order>', 'only of this order')
    .option('--kind <kind>', 'only of this kind')
    .option('--customer <name>', 'only of this customer or buyer, by a part of the name')
    .option('--document <number>', 'only of this document, by number or QuickBooks id')
    .option('--actor <actor>', 'only by this person or process')
    .option('--from <date>', 'first day', dateArgument)
    .option('--to <date>', 'last day', dateArgument)
    .option('--search <text>', 'only with this text')
    .option('--limit <n>', 'how many', countArgument, 100)
    .option('--cursor <cursor>', 'goes on where the page before ended')
    .action(action((context, options: ListOptions) => listEntries(context, options)));
  audit
    .command('verify')
    .description('checks that nothing was changed or taken out')
    .action(action((context) => verify(context)));
  audit
    .command('export')
    .description('all entries, newest first')
    .addOption(new Option('--format <format>', 'how').choices(['jsonl', 'csv']).makeOptionMandatory())
    .option('--out <file>', 'writes to this file instead of standard output')
    .action(action((context, options: ExportOptions) => exportEntries(context, options)));
}

async function listEntries(
  context: CommandContext,
  { order, limit, cursor, from, to, kind, search, customer, document, actor }: ListOptions,
): Promise<ExitCode> {
  return context.withHost('read', async (host) => {
    const company = host.company();
    const timeZone = await zoneOf(host, company);
    const orderId = order === undefined ? undefined : (await orderIdsOf(host, company, [order]))[0];
    const page = await host.call('audit.list', {
      company,
      filter: {
        orderId,
        kind,
        search,
        customer,
        document,
        actor,
        from: from === undefined ? undefined : dayBegins(from, 0, timeZone),
        to: to === undefined ? undefined : instantOf(epochMsOf(dayBegins(to, 1, timeZone)) - 1),
      },
      limit: Math.min(limit, LONGEST_PAGE),
      cursor: cursor ?? null,
    });
    context.print.result(page, () =>
      tableText(page.entries, [
        { title: 'No.', align: 'right', text: ({ sequence }) => String(sequence) },
        { title: `At (${timeZone})`, text: ({ at }) => momentIn(timeZone)(at) },
        { title: 'Who', text: ({ actor }) => actor },
        { title: 'Kind', text: (entry) => entry.kind },
        { title: 'Order', align: 'right', text: ({ orderId: id }) => (id === null ? '' : String(id)) },
        { title: 'What', maxWidth: 100, text: ({ summary }) => summary },
      ]),
    );
    return EXIT.done;
  });
}

/** When a day of the company's calendar, or the one after it, begins. */
function dayBegins(day: string, later: 0 | 1, timeZone: string): Instant {
  const date = parseBusinessDate(day);
  if (date === null) {
    throw usageFailure(`${day} is on no calendar.`);
  }
  return startOfDateIn(later === 0 ? date : addDays(date, later), timeZone);
}

async function verify(context: CommandContext): Promise<ExitCode> {
  return context.withHost('read', async ({ call, company }) => {
    const verdict = await call('audit.verify', { company: company() });
    context.print.result(verdict, () =>
      verdict.ok
        ? `All ${verdict.entries} entries are as they were written.`
        : `Entry ${verdict.firstBroken ?? 0} is changed, missing or out of place: the audit was altered outside Purser.`,
    );
    return verdict.ok ? EXIT.done : EXIT.attention;
  });
}

/** Page by page, so that a long history needs no more memory than a short one; a file is written in one piece at the end. */
async function exportEntries(context: CommandContext, { format, out }: ExportOptions): Promise<ExitCode> {
  return context.withHost('read', async (host) => {
    const pieces: string[] = [];
    const put = (text: string): void => void (out === undefined ? context.io.out(text) : pieces.push(text));
    let count = 0;
    if (format === 'csv') {
      put(csvText(HEADER, []));
    }
    for await (const entries of allEntries(host)) {
      count += entries.length;
      put(format === 'csv' ? csvRows(entries) : entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    }
    if (out !== undefined) {
      await writeResult(out, pieces.join(''));
      context.print.result({ file: out, entries: count }, () => `${count} entries written to ${out}.`);
    }
    return EXIT.done;
  });
}

async function* allEntries({ call, company }: OpenHost): AsyncGenerator<readonly Entry[]> {
  let cursor: string | null = null;
  do {
    const page: MethodOutput<'audit.list'> = await call('audit.list', { company: company(), limit: LONGEST_PAGE, cursor });
    yield page.entries;
    cursor = page.next;
  } while (cursor !== null);
}

function csvRows(entries: readonly Entry[]): string {
  const rows = entries.map(({ sequence, at, actor, kind, summary, orderId, documentId, details, hash }) => [
    sequence,
    at,
    actor,
    kind,
    summary,
    orderId,
    documentId,
    JSON.stringify(details),
    hash,
  ]);
  const text = csvText(HEADER, rows);
  return text.slice(text.indexOf('\r\n') + 2);
}
