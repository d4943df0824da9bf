import type { Command } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { errorText } from '../../../../shared/contract/error-texts.ts';
import { assertNever } from '../../../../shared/domain/result.ts';
import type { Turn } from '../../../core/use-cases/turns-now.ts';
import type { CommandContext, OpenHost } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { momentIn, zoneOf } from '../output/moments.ts';
import type { ActionMaker } from '../run-cli.ts';
import { untilAskedToStop } from '../stop-signals.ts';

type Run = MethodOutput<'run.list'>['runs'][number];

const NEWEST_RUNS = 20;

export function addRunCommand(program: Command, action: ActionMaker): void {
  program
    .command('run')
    .description('pulls all companies again and again, in the foreground, each by its own schedule')
    .option('--once', 'one turn of every company within its business hours and pauses, then ends')
    .action(action((context, options: { once?: boolean }) => runSchedule(context, options.once === true)));
}

async function runSchedule(context: CommandContext, isOnce: boolean): Promise<ExitCode> {
  return context.withHost('write', async (opened) => {
    const reporter = createReporter(context, opened);
    const turns: Turn[] = [];
    const unsubscribe = opened.host.core.events.subscribe((event) => {
      if (event.kind === 'changed' && event.company !== null && event.topics.includes('runs')) {
        reporter.look(event.company);
      }
    });
    try {
      if (isOnce) {
        turns.push(...(await opened.host.core.runOnce()));
      } else {
        await opened.host.core.start({ schedule: true });
        await untilAskedToStop();
      }
      await reporter.end();
    } finally {
      unsubscribe();
    }
    for (const turn of turns) {
      tellHeldBack(context, turn, turn.until === null ? 'UTC' : await zoneOf(opened, turn.company));
      await tellNotRun(context, opened, turn, reporter.hasTold(turn.company));
    }
    if (turns.some(({ end }) => end === 'needs-person' || end === 'not-connected')) {
      return EXIT.connection;
    }
    return isOnce && reporter.hasFailed() ? EXIT.attention : EXIT.done;
  });
}

/** Standard output has a line for each run; why there was none is told beside it. */
function tellHeldBack({ io }: CommandContext, { company, end, until, service }: Turn, timeZone: string): void {
  const moment = until === null ? '' : ` until ${momentIn(timeZone)(until)} (${timeZone})`;
  switch (end) {
    case 'paused':
      io.err(`${company}: paused${moment}, not pulled.\n`);
      return;
    case 'outside-hours':
      io.err(`${company}: outside its business hours${moment}, not pulled.\n`);
      return;
    case 'needs-person':
      io.err(`${company}: ${service === 'books' ? 'QuickBooks' : 'ShipStation'} needs a person; connect it again.\n`);
      return;
    case 'not-connected':
      io.err(`${company}: ${service === 'books' ? 'QuickBooks' : 'ShipStation'} is not connected yet, not pulled.\n`);
      return;
    case 'done':
    case 'stopped':
    case 'busy':
    case 'unreachable':
    case 'not-ready':
    case 'failed':
      return;
    default:
      assertNever(end);
  }
}

/** For scripts: a company that nobody told of a run of, because somebody must connect a service first, has a line as well. */
async function tellNotRun(
  { io, print }: CommandContext,
  { call }: OpenHost,
  { company, end, service }: Turn,
  hasTold: boolean,
): Promise<void> {
  if (!print.isJson || hasTold || service === null || (end !== 'needs-person' && end !== 'not-connected')) {
    return;
  }
  const { [service]: state } = await call('connection.list', { company });
  const code = `${service}/not-connected`;
  const fault = state.lastFault ?? { code, message: errorText(code)?.sentence ?? code };
  io.out(
    `${JSON.stringify({ company, run: null, kind: 'sync', status: 'not-run', fault: { code: fault.code, message: fault.message } })}\n`,
  );
}

interface Reporter {
  look(company: string): void;
  /** Resolves when everything seen so far has been told. */
  end(): Promise<void>;
  hasFailed(): boolean;
  /** Whether a run of this company was told. */
  hasTold(company: string): boolean;
}

/** One line for each run that has ended since this command began, each once. */
function createReporter(context: CommandContext, { call, host }: OpenHost): Reporter {
  const startedAt = new Date().toISOString();
  const told = new Set<string>();
  const companies = new Set<string>();
  let failed = false;
  let tail = Promise.resolve();
  const tellNew = async (company: string): Promise<void> => {
    const { runs } = await call('run.list', { company, limit: NEWEST_RUNS });
    for (const run of runs.toReversed()) {
      if (run.endedAt !== null && run.startedAt >= startedAt && !told.has(run.runId)) {
        told.add(run.runId);
        companies.add(company);
        failed = failed || run.status === 'failed';
        tell(context, company, run, context.print.isJson ? 'UTC' : await zoneOf({ call }, company));
      }
    }
  };
  return {
    look(company) {
      tail = tail
        .then(() => tellNew(company))
        .catch((error: unknown) => host.logger.log('warning', 'run-not-told', { company, reason: String(error) }));
    },
    end: () => tail,
    hasFailed: () => failed,
    hasTold: (company) => companies.has(company),
  };
}

function tell(
  { print }: CommandContext,
  company: string,
  { runId, kind, status, startedAt, endedAt, counts, fault }: Run,
  timeZone: string,
): void {
  print.result({ company, run: runId, kind, status, startedAt, endedAt, ...counts, fault }, () => {
    const figures = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
    return `${momentIn(timeZone)(endedAt)} ${company}: ${kind} ${status}${figures.length === 0 ? '' : ` (${figures.join(', ')})`}${fault === null ? '' : ` ${fault.message}`}`;
  });
}
