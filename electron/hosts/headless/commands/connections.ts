import type { Command } from 'commander';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { usageFailure } from '../cli-failure.ts';
import type { CommandContext, OpenHost } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { momentIn, zoneOf } from '../output/moments.ts';
import { tableText } from '../output/table.ts';
import type { ActionMaker } from '../run-cli.ts';
import { booksKeysOf, type InputReader, readInput, sourceKeysOf } from './connection-input.ts';
import { relayConnection, relayJson } from './relay.ts';

type Connection = MethodOutput<'connection.list'>['books'];
type Connected = Omit<Extract<MethodOutput<'books.authorization'>, { pending: false }>, 'pending'>;

interface BooksOptions {
  readonly open: boolean;
  readonly bouncePage?: string;
  readonly keysOf?: string;
}

export function addConnectionCommands(program: Command, action: ActionMaker): void {
  const connect = program.command('connect').description('connects a service; keys come from standard input as JSON');
  connect
    .command('shipstation')
    .description('{"v1":{"apiKey":"…","apiSecret":"…"}} or {"v2":{"apiKey":"…"}} on standard input, with "expiresOn" where it is known')
    .action(action((context) => connectSource(context)));
  connect
    .command('quickbooks')
    .description('{"clientId":"…","clientSecret":"…","environment":"sandbox" or "production"} on standard input')
    .option('--no-open', 'only print the address of the consent page')
    .option('--bounce-page <address>', 'the https page of your own that sends the browser back here, as it is entered in the Intuit app')
    .option('--keys-of <slug>', 'the keys that this company is connected with, instead of new ones on standard input')
    .action(action((context, options: BooksOptions) => connectBooks(context, options)));
  program
    .command('connections')
    .description('state of the connections')
    .action(action((context) => listConnections(context)));
  const disconnect = program.command('disconnect').description('forgets the keys of a service');
  disconnect.command('shipstation').action(action((context) => disconnectService(context, 'source.disconnect', 'ShipStation')));
  disconnect.command('quickbooks').action(action((context) => disconnectService(context, 'books.disconnect', 'QuickBooks')));
}

async function connectSource(context: CommandContext): Promise<ExitCode> {
  const keys = sourceKeysOf(await readInput(context.io).document(), context.io.variables);
  return context.withHost('write', async ({ call, company }) => {
    const answer = await call('source.connect', { company: company(), ...keys });
    const { version, swapped, expiresOn, stores } = answer;
    context.print.result(
      answer,
      () =>
        `ShipStation is connected with API ${version.toUpperCase()}.${swapped ? SWAPPED : ''}${expiresOn === null ? END_UNKNOWN : ` The key ends on ${expiresOn}.`}\n${tableText(
          stores,
          [
            { title: 'Store', align: 'right', text: ({ storeId }) => String(storeId) },
            { title: 'Name', text: ({ storeName }) => storeName },
            { title: 'Marketplace', text: ({ marketplaceName }) => marketplaceName ?? '' },
            { title: 'Active', text: ({ active }) => (active ? 'yes' : 'no') },
          ],
        )}`,
    );
    return EXIT.done;
  });
}

/** First the address of the consent page, then, when the person has answered there (or pasted where it led), what was connected. */
async function connectBooks(context: CommandContext, { open, bouncePage, keysOf }: BooksOptions): Promise<ExitCode> {
  const input = readInput(context.io);
  const { redirect, ...keys } =
    keysOf === undefined ? booksKeysOf(await input.document(), context.io.variables) : { keysOf, redirect: null };
  const page = bouncePage === undefined ? (redirect ?? null) : pageOf(bouncePage, redirect ?? null);
  return context.withHost('write', async (host) => {
    const company = host.company();
    const { flowId, authorizeUrl, redirectUri } = await host.call('books.authorize', {
      company,
      ...keys,
      redirect: page,
      openBrowser: open,
    });
    context.print.result(
      { authorizeUrl, redirectUri },
      () =>
        `Open this page and press Connect:\n${authorizeUrl}\nIf the browser can’t reach ${redirectUri}, paste the address that it ends on here.`,
    );
    void takePastedAddresses(host, input, company, flowId, context);
    const connected = await waitForConsent(host, company, flowId);
    context.print.result(
      connected,
      () => `QuickBooks is connected: ${connected.companyName} (${connected.country}, sales tax ${connected.taxRegime}).`,
    );
    return EXIT.done;
  });
}

/** Intuit compares the address letter by letter: it goes as it was given, or not at all. */
function pageOf(bouncePage: string, redirect: string | null): string {
  if (!URL.canParse(bouncePage) || new URL(bouncePage).protocol !== 'https:') {
    throw usageFailure('A page that sends the browser back is an https address, such as https://example.com/purser/.');
  }
  if (redirect !== null && redirect !== bouncePage) {
    throw usageFailure('The redirect address on standard input and --bounce-page are different: give one of the two.');
  }
  return bouncePage;
}

async function waitForConsent({ call }: OpenHost, company: string, flowId: string): Promise<Connected> {
  for (;;) {
    const answer = await call('books.authorization', { company, flowId });
    if (!answer.pending) {
      const { pending: _pending, ...connected } = answer;
      return connected;
    }
  }
}

/** Runs beside the wait for the callback. A wrong address is told, and the next one may be right. */
async function takePastedAddresses(
  { host }: OpenHost,
  input: InputReader,
  company: string,
  flowId: string,
  { io }: CommandContext,
): Promise<void> {
  for (let line = await input.nextLine(); line !== null; line = await input.nextLine()) {
    if (line.trim() === '') {
      continue;
    }
    const answer = await host.core.dispatch(
      { method: 'books.completeAuthorization', input: { company, flowId, address: line.trim() } },
      { actor: host.actor },
    );
    if (answer.ok) {
      return;
    }
    io.err(`${answer.error.message}\n`);
  }
}

async function listConnections(context: CommandContext): Promise<ExitCode> {
  return context.withHost('read', async (host) => {
    const company = host.company();
    const { source, books } = await host.call('connection.list', { company });
    const relay = await host.call('relay.status', { company, ask: true });
    const timeZone = await zoneOf(host, company);
    const moment = momentIn(timeZone);
    const dayOf = (instant: string): string => moment(instant).slice(0, 10);
    const { usage } = books;
    const requests = `QuickBooks in ${usage.month}: ${number(usage.reads)} reads (${number(usage.readsOfKeys)} of ${number(usage.readLimit)} with these keys), ${number(usage.writes)} writes.`;
    const consent = `The consent ends ${books.rollingEndsAt === null ? 'at a time that is not known' : `on ${dayOf(books.rollingEndsAt)} where it is not used`}${books.hardEndsAt === null ? '' : `, and in any case on ${dayOf(books.hardEndsAt)}`}.`;
    const rows = [
      {
        name: source.version === null ? 'ShipStation' : `ShipStation ${source.version.toUpperCase()}`,
        state: source,
        end: source.expiresOn,
      },
      { name: 'QuickBooks', state: books, end: books.expiresAt === null ? null : dayOf(books.expiresAt) },
      {
        name: 'Relay',
        state: {
          status: relayConnection(relay),
          label: relay.address,
          daysLeft: null,
          lastSuccessAt: relay.connectedAt,
          lastFault: relay.fault,
        },
        end: null,
      },
    ];
    context.print.result(
      { shipstation: source, quickbooks: books, relay: { status: relayConnection(relay), ...relayJson(relay) } },
      () =>
        `${tableText(rows, [
          { title: 'Service', text: ({ name }) => name },
          { title: 'State', text: ({ state }) => STATES[state.status] },
          { title: 'As', text: ({ state }) => state.label ?? '' },
          { title: 'Ends on', text: ({ end }) => end ?? '' },
          { title: 'Days left', align: 'right', text: ({ state }) => (state.daysLeft === null ? '' : String(state.daysLeft)) },
          { title: `Last success (${timeZone})`, text: ({ state }) => moment(state.lastSuccessAt) },
          { title: 'Last error', maxWidth: 400, text: ({ state }) => state.lastFault?.message ?? '' },
        ])}${books.status === 'not-connected' ? '' : `${requests}\n${consent}\n`}`,
    );
    return [source, books].some((state) => state.status === 'needs-person') ? EXIT.connection : EXIT.done;
  });
}

const number = (count: number): string => count.toLocaleString('en-US');

const SWAPPED = ' Key and secret had been given in each other’s place; they are kept the right way round.';
const END_UNKNOWN = ' When the key ends was not said: give "expiresOn" to be warned in time.';

const STATES: Readonly<Record<Connection['status'], string>> = {
  'not-connected': 'not connected',
  connected: 'connected',
  'needs-person': 'needs a person',
};

async function disconnectService(
  context: CommandContext,
  method: 'source.disconnect' | 'books.disconnect',
  name: string,
): Promise<ExitCode> {
  return context.withHost('write', async ({ call, company }) => {
    const answer = await call(method, { company: company() });
    context.print.result(answer, () => `${name} is disconnected.`);
    return EXIT.done;
  });
}
