import { readFile } from 'node:fs/promises';

import type { Command } from 'commander';

import { usageFailure } from '../cli-failure.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { tableText } from '../output/table.ts';
import { countText } from '../output/words.ts';
import type { ActionMaker } from '../run-cli.ts';
import { addMappingCommands } from './mappings.ts';

export function addConfigCommands(program: Command, action: ActionMaker): void {
  const config = program.command('config').description('policy and mappings as one JSON document');
  config
    .command('export')
    .description('prints the document')
    .action(action((context) => exportConfig(context)));
  config
    .command('import')
    .description('checks the whole document, then takes it over and plans what waits again')
    .argument('<file>', 'the document, or - for standard input')
    .option('--dry-run', 'only say what would change')
    .action(action((context, file: string, options: { dryRun?: boolean }) => importConfig(context, file, options.dryRun === true)));
  config
    .command('schema')
    .description('prints the JSON Schema of the document')
    .action(action((context) => printSchema(context)));
  addMappingCommands(config, action);
}

async function exportConfig(context: CommandContext): Promise<ExitCode> {
  return context.withHost('read', async ({ call, company }) => {
    const { config } = await call('config.export', { company: company() });
    context.print.result(config, () => JSON.stringify(config, null, 2));
    return EXIT.done;
  });
}

async function importConfig(context: CommandContext, file: string, dryRun: boolean): Promise<ExitCode> {
  const config = parseDocument(file, file === '-' ? await readAll(context) : await readText(file));
  return context.withHost('write', async ({ call, company }) => {
    const { changed, saved } = await call('config.import', { company: company(), config, dryRun });
    context.print.result({ changed, saved }, () => {
      const what = saved ? 'changed' : 'would change';
      return changed.length === 0
        ? 'Nothing changes.'
        : `${countText(changed.length, 'place')} ${what}.\n${tableText(changed, [
            { title: 'Place', text: ({ path }) => path },
            { title: 'Before', maxWidth: 40, text: ({ before }) => before ?? '–' },
            { title: 'After', maxWidth: 40, text: ({ after }) => after ?? '–' },
          ])}`;
    });
    return EXIT.done;
  });
}

async function printSchema(context: CommandContext): Promise<ExitCode> {
  return context.withHost('read', async ({ call }) => {
    const { schema } = await call('config.schema', {});
    context.print.result(schema, () => JSON.stringify(schema, null, 2));
    return EXIT.done;
  });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw usageFailure(`${file} can’t be read: ${error instanceof Error ? error.message : String(error)}`, { file });
  }
}

async function readAll({ io }: CommandContext): Promise<string> {
  let text = '';
  for await (const line of io.lines()) {
    text += `${line}\n`;
  }
  return text;
}

function parseDocument(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw usageFailure(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, { file });
  }
}
