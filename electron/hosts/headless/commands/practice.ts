import { type Command, InvalidArgumentError, Option } from 'commander';

import type { MethodInput } from '../../../../shared/contract/client.ts';
import { PRACTICE_ACTION_TEXTS, practiceDeedText, practiceTroubleText } from '../../../../shared/contract/practice-texts.ts';
import {
  PRACTICE_ACTIONS,
  PRACTICE_REFUSALS,
  type PracticeAction,
  type PracticeOrderAction,
} from '../../../../shared/domain/practice/actions.ts';
import { assertNever } from '../../../../shared/domain/result.ts';
import { CliFailure } from '../cli-failure.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { tableText } from '../output/table.ts';
import type { ActionMaker } from '../run-cli.ts';

type Wish = MethodInput<'practice.perform'>['wish'];

interface DoOptions {
  readonly with?: string;
  readonly amount?: string;
  readonly count?: number;
  readonly times?: number;
  readonly reason?: string;
  readonly through?: string;
}

export function addPracticeCommands(program: Command, action: ActionMaker): void {
  const practice = program.command('practice').description('practice companies: what others do, and what goes wrong');
  practice
    .command('list')
    .description('what can be done, with the orders that fit, and which troubles are switched on')
    .action(action((context) => listActions(context)));
  practice
    .command('do <action> [order]')
    .description('lets it happen; without an order, on the first that fits')
    .option('--with <order>', 'combine-orders: the order that goes into the other')
    .option('--amount <amount>', 'change-amount: what the shipping charge rises by, such as 5.00')
    .option('--count <count>', 'orders-arrive: how many', wholeNumber)
    .option('--times <times>', 'books-refuse: how many invoices', wholeNumber)
    .addOption(new Option('--reason <reason>', 'books-refuse: why').choices([...PRACTICE_REFUSALS]))
    .option('--through <date>', 'books-close: through this day, such as 2026-06-30')
    .action(
      action((context, name: string, order: string | undefined, options: DoOptions) => perform(context, name, order ?? null, options)),
    );
}

async function listActions(context: CommandContext): Promise<ExitCode> {
  return context.withHost('read', async ({ call, company }) => {
    const shown = await call('practice.actions', { company: company() });
    context.print.result(shown, () => {
      const troubles = shown.troubles.length === 0 ? 'No trouble is switched on.' : shown.troubles.map(practiceTroubleText).join('\n');
      const table = tableText(shown.offers, [
        { title: 'Action', text: ({ action }) => action },
        { title: 'What it does', text: ({ action }) => PRACTICE_ACTION_TEXTS[action].title },
        { title: 'Trains', text: ({ action }) => PRACTICE_ACTION_TEXTS[action].trains },
        {
          title: 'Orders that fit',
          text: ({ orders }) =>
            orders === null
              ? ''
              : orders
                  .slice(0, 3)
                  .map(({ orderNumber }) => orderNumber)
                  .join(', ') || 'none',
        },
      ]);
      return `${table}\n${troubles}`;
    });
    return EXIT.done;
  });
}

async function perform(context: CommandContext, name: string, order: string | null, options: DoOptions): Promise<ExitCode> {
  const wish = wishOf(name, order, options);
  return context.withHost('write', async ({ call, company }) => {
    const done = await call('practice.perform', { company: company(), wish });
    const text = practiceDeedText(done);
    context.print.result({ ...done, ...text }, () =>
      [text.happened, ...(done.key === null ? [] : [`Key: ${done.key.apiKey}`, `Secret: ${done.key.apiSecret}`]), text.lookFor].join('\n'),
    );
    return EXIT.done;
  });
}

/** What is not said has its default in the contract; what does not belong to the action is refused there or left out here. */
function wishOf(name: string, order: string | null, { with: other, amount, count, times, reason, through }: DoOptions): Wish {
  const action = PRACTICE_ACTIONS.find((known) => known === name);
  if (action === undefined) {
    throw unknownAction(name);
  }
  switch (action) {
    case 'orders-arrive':
      return { action, ...(count === undefined ? {} : { count }) };
    case 'change-amount':
      return { action, order, ...(amount === undefined ? {} : { amount }) };
    case 'combine-orders':
      return { action, order, other: other ?? null };
    case 'books-refuse': {
      const chosen = PRACTICE_REFUSALS.find((known) => known === reason);
      return { action, ...(chosen === undefined ? {} : { reason: chosen }), ...(times === undefined ? {} : { times }) };
    }
    case 'books-close':
      return { action, ...(through === undefined ? {} : { through }) };
    case 'ship-order':
    case 'void-label':
    case 'cancel-order':
    case 'split-order':
    case 'colleague-changes':
    case 'colleague-deletes':
    case 'colleague-pays':
      return { action, order };
    case 'order-arrives':
    case 'shipped-order-arrives':
    case 'record-unreadable':
    case 'source-throttles':
    case 'source-key-ends':
    case 'source-key-made':
    case 'books-lose-answer':
    case 'books-token-ends':
    case 'books-revoke':
    case 'books-suspend':
    case 'books-open':
    case 'back-to-normal':
      return plainWish(action, order);
    default:
      return assertNever(action);
  }
}

type PlainAction = Exclude<PracticeAction, PracticeOrderAction | 'orders-arrive' | 'books-refuse' | 'books-close'>;

function plainWish(action: PlainAction, order: string | null): Wish {
  if (order !== null) {
    throw new CliFailure({ code: 'contract/bad-input', message: `${action} is on no order: leave ${order} out.` });
  }
  return { action };
}

function unknownAction(name: string): CliFailure {
  const names: readonly PracticeAction[] = PRACTICE_ACTIONS;
  return new CliFailure({ code: 'contract/bad-input', message: `There is no action ${name}. There are: ${names.join(', ')}.` });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) {
    throw new InvalidArgumentError('This is a whole number.');
  }
  return Number(text);
}
