import type { Command } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { assertNever } from '../../../../shared/domain/result.ts';
import type { Turn } from '../../../core/use-cases/turns-now.ts';
import type { CommandContext, OpenHost } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
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
    turns.forEach((turn) => tellHeldBack(context, turn));
    if (turns.some(({ end }) => end === 'needs-person')) {
      return EXIT.connection;
    }
    return isOnce && reporter.hasFailed() ? EXIT.attention : EXIT.done;
  });
}

/** Standard output has a line for each run; why there was none is told beside it. */
function tellHeldBack({ io }: CommandContext, { company, end, until, service }: Turn): void {
  switch (end) {
    case 'paused':
      io.err(`${company}: paused${until === null ? '' : ` until ${until}`}, not pulled.\n`);
      return;
    case 'outside-hours':
      io.err(`${company}: outside its business hours${until === null ? '' : ` until ${until}`}, not pulled.\n`);
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

interface Reporter {
  look(company: string): void;
  /** Resolves when everything seen so far has been told. */
  end(): Promise<void>;
  hasFailed(): boolean;
}

/** One line for each run that has ended since this command began, each once. */
function createReporter(context: CommandContext, { call, host }: OpenHost): Reporter {
  const startedAt = new Date().toISOString();
  const told = new Set<string>();
  let failed = false;
  let tail = Promise.resolve();
  const tellNew = async (company: string): Promise<void> => {
    const { runs } = await call('run.list', { company, limit: NEWEST_RUNS });
    for (const run of runs.toReversed()) {
      if (run.endedAt !== null && run.startedAt >= startedAt && !told.has(run.runId)) {
        told.add(run.runId);
        failed = failed || run.status === 'failed';
        tell(context, company, run);
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
  };
}

function tell({ print }: CommandContext, company: string, { runId, kind, status, startedAt, endedAt, counts, fault }: Run): void {
  print.result({ company, run: runId, kind, status, startedAt, endedAt, ...counts, fault }, () => {
    const figures = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
    return `${endedAt ?? ''} ${company}: ${kind} ${status}${figures.length === 0 ? '' : ` (${figures.join(', ')})`}${fault === null ? '' : ` ${fault.message}`}`;
  });
}
