import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Command } from 'commander';

import packageFile from '../../../../package.json' with { type: 'json' };
import { type CommandContext, openHostOf } from '../command-context.ts';
import { type DemoResult, walkMainJob } from '../demo/main-job.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openHost } from '../headless-host.ts';
import { tableText } from '../output/table.ts';
import { amountText } from '../output/words.ts';
import { showProgress } from '../output/progress.ts';
import type { ActionMaker } from '../run-cli.ts';

export function addDemoCommand(program: Command, action: ActionMaker): void {
  program
    .command('demo')
    .description('walks the main job on a practice company in a temporary folder')
    .option('--keep', 'leaves the folder for a look around')
    .action(action((context, options: { keep?: boolean }) => demo(context, options.keep === true)));
}

/** Never touches the person's own data directory. */
async function demo(context: CommandContext, isKept: boolean): Promise<ExitCode> {
  const folder = mkdtempSync(join(tmpdir(), 'purser-demo-'));
  try {
    const host = await openHost({ dataDirectory: folder, mode: 'write', version: packageFile.version, io: context.io });
    const hideProgress = context.io.isErrorTerminal ? showProgress(host.core.events, context.io) : () => undefined;
    try {
      const result = await walkMainJob(openHostOf(host, undefined));
      hideProgress();
      context.print.result(resultJson(result), () => resultText(result));
      return result.reconciled ? EXIT.done : EXIT.attention;
    } finally {
      await host.close();
    }
  } finally {
    if (isKept) {
      context.io.err(`The demonstration is kept in ${folder}; look at it with --data-dir ${folder}\n`);
    } else {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

function resultJson({ company, steps, reconciled, compared, mismatches }: DemoResult): Record<string, unknown> {
  return { company, steps: steps.map(({ step, ok, counts }) => ({ step, ok, counts })), reconciled, compared, mismatches };
}

function resultText({ company, steps, reconciled, compared, mismatches }: DemoResult): string {
  const table = tableText(steps, [
    { title: 'Step', text: ({ step }) => step },
    { title: 'OK', text: ({ ok }) => (ok ? 'yes' : 'NO') },
    { title: 'What happened', maxWidth: 110, text: ({ says }) => says },
  ]);
  const verdict = reconciled
    ? `All ${compared} posted documents are in the practice QuickBooks, each once, and total what their orders do.`
    : `Of ${compared} posted documents, these do not agree with their orders:\n${tableText(mismatches, [
        { title: 'Order', align: 'right', text: ({ orderId }) => String(orderId) },
        { title: 'Document', text: ({ documentNumber }) => documentNumber ?? '' },
        { title: 'Expected', align: 'right', text: ({ expected }) => amountText(expected) },
        { title: 'In the books', align: 'right', text: ({ actual }) => amountText(actual) },
        { title: 'What', text: ({ problem }) => problem },
      ])}`;
  return `Company ${company.name}\n\n${table}\n${verdict}`;
}
