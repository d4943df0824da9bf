import { type Command, InvalidArgumentError } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { momentIn } from '../output/moments.ts';
import type { ActionMaker } from '../run-cli.ts';

type Shown = MethodOutput<'schedule.show'>;

export function addScheduleCommands(program: Command, action: ActionMaker): void {
  const schedule = program
    .command('schedule')
    .description('when a company is pulled in the background')
    .action(action((context) => showSchedule(context)));
  schedule
    .command('pause')
    .description('holds background pulls back until they are resumed, or until a moment')
    .option('--until <moment>', 'such as 2026-07-01T08:00:00Z', momentArgument)
    .action(action((context, { until }: { until?: string }) => pauseSchedule(context, until ?? null)));
  schedule
    .command('resume')
    .description('ends a pause')
    .action(action((context) => resumeSchedule(context)));
}

async function showSchedule(context: CommandContext): Promise<ExitCode> {
  return context.withHost('read', async ({ call, company }) => {
    const shown = await call('schedule.show', { company: company() });
    context.print.result(shown, () => scheduleText(shown));
    return EXIT.done;
  });
}

async function pauseSchedule(context: CommandContext, until: string | null): Promise<ExitCode> {
  return context.withHost('write', async ({ call, company }) => {
    const shown = await call('schedule.pause', { company: company(), until });
    context.print.result(shown, () => scheduleText(shown));
    return EXIT.done;
  });
}

async function resumeSchedule(context: CommandContext): Promise<ExitCode> {
  return context.withHost('write', async ({ call, company }) => {
    const shown = await call('schedule.resume', { company: company() });
    context.print.result(shown, () => scheduleText(shown));
    return EXIT.done;
  });
}

function scheduleText({ schedule: { everyMinutes, hours }, timeZone, pause }: Shown): string {
  const when = hours === null ? 'at any hour' : `${hours.days.join(', ')} ${hours.from} to ${hours.to} (${timeZone})`;
  const paused =
    pause === null
      ? ''
      : ` Paused by ${pause.actor}${pause.until === null ? '' : ` until ${momentIn(timeZone)(pause.until)} (${timeZone})`}.`;
  return `Pulled every ${everyMinutes} minutes, ${when}, while "serve", "run" or the app is open.${paused}`;
}

function momentArgument(text: string): string {
  const epochMs = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(epochMs)) {
    throw new InvalidArgumentError('A moment is written like 2026-07-01T08:00:00Z.');
  }
  return new Date(epochMs).toISOString();
}
