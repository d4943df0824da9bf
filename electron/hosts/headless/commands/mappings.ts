import { readFile, writeFile } from 'node:fs/promises';

import { type Command, Option } from 'commander';

import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';
import { MAPPING_FILE_KINDS } from '../../../../shared/contract/methods/mapping-files.ts';
import { decodeText } from '../../../../shared/domain/mapping/decode-text.ts';
import { usageFailure } from '../cli-failure.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { momentIn, zoneOf } from '../output/moments.ts';
import { tableText } from '../output/table.ts';
import { countText } from '../output/words.ts';
import type { ActionMaker } from '../run-cli.ts';

type FileKind = MethodInput<'mapping.exportFile'>['what'];
type Checked = MethodOutput<'mapping.checkFile'>;
type Change = MethodOutput<'mapping.compare'>['changes'][number];

/** Under `config`: mappings as spreadsheets, and the versions of policy and mappings. */
export function addMappingCommands(config: Command, action: ActionMaker): void {
  const mappings = config.command('mappings').description('mappings as CSV for a spreadsheet');
  mappings
    .command('export')
    .description('prints the mappings as CSV, what waits for one first and with an empty item')
    .addOption(kindOption())
    .option('--out <file>', 'write the file instead of printing it')
    .option('--no-waiting', 'only the mappings that are there')
    .action(action((context, options: { what: FileKind; out?: string; waiting: boolean }) => exportFile(context, options)));
  mappings
    .command('import')
    .description('checks a whole CSV file, then takes all of it over and plans what waits again')
    .argument('<file>', 'the CSV file')
    .addOption(kindOption())
    .option('--dry-run', 'only say what would change')
    .option('--remove-others', 'take away the mappings that the file does not name')
    .option('--leave-out-bad', 'take the good rows over where others can’t be')
    .action(action((context, file: string, options: ImportOptions) => importFile(context, file, options)));
  config
    .command('history')
    .description('the versions of policy and mappings, newest first')
    .option('--limit <count>', 'how many', '20')
    .action(action((context, options: { limit: string }) => showHistory(context, numberOf(options.limit, '--limit'))));
  config
    .command('compare')
    .description('what changes from one version to another; version 0 is how a new company begins')
    .argument('<from>')
    .argument('<to>')
    .action(action((context, from: string, to: string) => compare(context, numberOf(from, 'from'), numberOf(to, 'to'))));
  config
    .command('restore')
    .description('goes back to a version, as a new one')
    .argument('<version>')
    .option('--dry-run', 'only say what would change')
    .action(
      action((context, version: string, options: { dryRun?: boolean }) =>
        restore(context, numberOf(version, 'version'), options.dryRun === true),
      ),
    );
}

interface ImportOptions {
  readonly what: FileKind;
  readonly dryRun?: boolean;
  readonly removeOthers?: boolean;
  readonly leaveOutBad?: boolean;
}

function kindOption(): Option {
  return new Option('--what <kind>', 'which mappings').choices([...MAPPING_FILE_KINDS]).default('products');
}

function numberOf(text: string, name: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw usageFailure(`${name} is a whole number, not ${text}`, { value: text });
  }
  return Number(text);
}

async function exportFile(
  context: CommandContext,
  { what, out, waiting }: { readonly what: FileKind; readonly out?: string; readonly waiting: boolean },
): Promise<ExitCode> {
  return context.withHost('read', async ({ call, company }) => {
    const { text, rows } = await call('mapping.exportFile', { company: company(), what, waiting });
    if (out === undefined) {
      context.print.result({ text, rows }, () => text.trimEnd());
      return EXIT.done;
    }
    await writeFile(out, text, 'utf8');
    context.print.result({ file: out, rows }, () => `${countText(rows, 'row')} written to ${out}.`);
    return EXIT.done;
  });
}

async function importFile(context: CommandContext, file: string, options: ImportOptions): Promise<ExitCode> {
  const text = decodeText(await bytesOf(file));
  return context.withHost('write', async ({ call, company }) => {
    const input = {
      company: company(),
      what: options.what,
      text,
      removeOthers: options.removeOthers === true,
      leaveOutBad: options.leaveOutBad === true,
    };
    const checked = await call('mapping.checkFile', input);
    const isRefused = checked.badCount > 0 && !input.leaveOutBad;
    if (options.dryRun === true || isRefused) {
      context.print.result({ ...checked, saved: false }, () => checkedText(checked, isRefused ? 'Nothing was changed' : 'Would change'));
      return checked.badCount > 0 ? EXIT.attention : EXIT.done;
    }
    const taken = await call('mapping.importFile', input);
    context.print.result({ ...taken, saved: taken.effect.version !== taken.effect.versionBefore }, () => checkedText(taken, 'Changed'));
    return taken.badCount > 0 ? EXIT.attention : EXIT.done;
  });
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw usageFailure(`${file} can’t be read: ${error instanceof Error ? error.message : String(error)}`, { file });
  }
}

function checkedText({ rows, added, changed, removed, unchanged, empty, bad, badCount, effect }: Checked, what: string): string {
  const counts = `${what}: ${added} new, ${changed} changed, ${removed} taken away; ${unchanged} the same, ${empty} without an item, of ${countText(rows, 'row')}.`;
  const orders = `${countText(effect.changed, 'waiting order')} planned otherwise, ${effect.becomesReady} of them ready.`;
  const lines = badCount === 0 ? [counts, orders] : [counts, `${countText(badCount, 'row')} can’t be taken over:`, badText(bad)];
  return lines.join('\n');
}

function badText(bad: Checked['bad']): string {
  return tableText(bad, [
    { title: 'Line', text: ({ line }) => String(line) },
    { title: 'Why', text: ({ reason }) => reason },
    { title: 'Value', maxWidth: 60, text: ({ value }) => value },
  ]);
}

async function showHistory(context: CommandContext, limit: number): Promise<ExitCode> {
  return context.withHost('read', async (host) => {
    const company = host.company();
    const timeZone = await zoneOf(host, company);
    const { versions } = await host.call('mapping.versions', { company, limit: Math.min(200, Math.max(1, limit)) });
    context.print.result({ versions }, () =>
      versions.length === 0
        ? 'Nothing was changed yet.'
        : tableText(versions, [
            { title: 'Version', text: ({ version }) => String(version) },
            { title: `Saved (${timeZone})`, text: ({ at }) => momentIn(timeZone)(at) },
            { title: 'By', text: ({ actor }) => actor },
            { title: 'Why', text: ({ reason, restored }) => (restored === null ? reason : `${reason} ${restored}`) },
            {
              title: 'What',
              maxWidth: 60,
              text: ({ changes }) => (changes?.counts ?? []).map(({ area, change, count }) => `${count} ${area} ${change}`).join(', '),
            },
          ]),
    );
    return EXIT.done;
  });
}

async function compare(context: CommandContext, from: number, to: number): Promise<ExitCode> {
  return context.withHost('read', async ({ call, company }) => {
    const compared = await call('mapping.compare', { company: company(), from, to, limit: 1_000 });
    context.print.result(compared, () => changesText(compared.changes, compared.total));
    return EXIT.done;
  });
}

async function restore(context: CommandContext, version: number, dryRun: boolean): Promise<ExitCode> {
  return context.withHost('write', async ({ call, company }) => {
    const slug = company();
    const { version: inForce } = await call('mapping.show', { company: slug });
    const { changes, total } = await call('mapping.compare', { company: slug, from: inForce, to: version, limit: 1_000 });
    if (dryRun) {
      const effect = await call('mapping.preview', { company: slug, changes: [{ kind: 'version', version }] });
      context.print.result({ changes, total, effect, saved: false }, () => changesText(changes, total));
      return EXIT.done;
    }
    const effect = await call('mapping.save', { company: slug, changes: [{ kind: 'version', version }], ifVersion: inForce });
    context.print.result({ changes, total, effect, saved: effect.version !== inForce }, () => changesText(changes, total));
    return EXIT.done;
  });
}

function changesText(changes: readonly Change[], total: number): string {
  if (total === 0) {
    return 'Nothing differs.';
  }
  const table = tableText(changes, [
    { title: 'What', text: ({ area }) => area },
    { title: 'Of', maxWidth: 40, text: ({ subject, field }) => [subject, field].filter((part) => part !== null).join(', ') },
    { title: 'Before', maxWidth: 40, text: ({ before }) => before ?? '–' },
    { title: 'After', maxWidth: 40, text: ({ after, change }) => after ?? (change === 'added' ? 'set up' : '–') },
  ]);
  return total > changes.length ? `${table}\nand ${total - changes.length} more` : table;
}
