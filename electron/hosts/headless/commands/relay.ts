import type { Command } from 'commander';
import { z } from 'zod';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { usageFailure } from '../cli-failure.ts';
import type { CommandContext, OpenHost } from '../command-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { CommandIo } from '../io.ts';
import { momentIn, zoneOf } from '../output/moments.ts';
import { tableText } from '../output/table.ts';
import type { ActionMaker } from '../run-cli.ts';
import { readInput } from './connection-input.ts';

type Status = MethodOutput<'relay.status'>;
type Event = Status['subscriptions'][number]['event'];

const pairSchema = z.strictObject({ address: z.string(), code: z.string() });

export function addRelayCommands(program: Command, action: ActionMaker): void {
  const relay = program.command('relay').description('is told of new orders and labels at once, through a relay');
  relay
    .command('pair')
    .description('{"address":"https://…","code":"…"} on standard input, from whoever runs the relay')
    .action(action((context) => pair(context)));
  relay
    .command('subscribe')
    .description('lets ShipStation tell the relay; adds what is missing')
    .action(action((context) => change(context, ({ call, company }) => call('relay.subscribe', { company: company() }))));
  relay
    .command('status')
    .description('address, what ShipStation tells, and the last event')
    .option('--check', 'asks ShipStation which subscriptions are there')
    .action(action((context, options: { check?: boolean }) => showStatus(context, options.check === true)));
  relay
    .command('unsubscribe')
    .description('takes Purser’s subscriptions at ShipStation back')
    .action(action((context) => change(context, ({ call, company }) => call('relay.unsubscribe', { company: company() }))));
  relay
    .command('unpair')
    .description('takes the subscriptions back and forgets the relay')
    .option('--force', 'forgets it here, although ShipStation or the relay can’t be told')
    .action(
      action((context, options: { force?: boolean }) =>
        change(context, ({ call, company }) => call('relay.unpair', { company: company(), force: options.force === true })),
      ),
    );
}

async function pair(context: CommandContext): Promise<ExitCode> {
  const { address, code } = pairingOf(await readInput(context.io).document(), context.io.variables);
  return change(context, ({ call, company }) => call('relay.pair', { company: company(), address, code }));
}

/** Address and code from standard input, else from PURSER_RELAY_ADDRESS and PURSER_RELAY_PAIRING_CODE. */
function pairingOf(document: unknown, variables: CommandIo['variables']): z.infer<typeof pairSchema> {
  const given = document ?? { address: variables['PURSER_RELAY_ADDRESS'], code: variables['PURSER_RELAY_PAIRING_CODE'] };
  const parsed = pairSchema.safeParse(given);
  if (!parsed.success) {
    throw usageFailure('Standard input must be {"address":"https://…","code":"…"}.');
  }
  return parsed.data;
}

async function change(context: CommandContext, work: (host: OpenHost) => Promise<Status>): Promise<ExitCode> {
  return context.withHost('write', async (host) => {
    show(context, await work(host), await zoneOf(host, host.company()));
    return EXIT.done;
  });
}

/** Reads beside whoever holds the data directory; asking ShipStation keeps what it says, so it needs the directory alone. */
async function showStatus(context: CommandContext, isAsked: boolean): Promise<ExitCode> {
  return context.withHost(isAsked ? 'write' : 'read', async (host) => {
    const { call, company } = host;
    if (isAsked) {
      await call('relay.checkSubscriptions', { company: company() });
    }
    const status = await call('relay.status', { company: company(), ask: true });
    show(context, status, await zoneOf(host, company()));
    return missingOf(status).length > 0 && status.state !== 'not-paired' && status.subscriptionsAt !== null ? EXIT.attention : EXIT.done;
  });
}

function show(context: CommandContext, status: Status, timeZone: string): void {
  context.print.result(relayJson(status), () => relayText(status, timeZone));
}

/** What scripts read: the address, what ShipStation tells, when it last did; and the rest of what is known. */
export function relayJson({ subscriptions, ...status }: Status): object {
  return {
    ...status,
    events: subscriptions.filter(({ isThere }) => isThere === true).map(({ event }) => event),
    missing: missingOf({ subscriptions }),
  };
}

/** In the words of the other connections: set up, not set up, or refused at the other end. */
export function relayConnection({ state }: Pick<Status, 'state'>): 'not-connected' | 'connected' | 'needs-person' {
  if (state === 'not-paired') {
    return 'not-connected';
  }
  return state === 'refused' ? 'needs-person' : 'connected';
}

function missingOf({ subscriptions }: Pick<Status, 'subscriptions'>): Event[] {
  return subscriptions.filter(({ isThere, isActive }) => isThere === false || isActive === false).map(({ event }) => event);
}

function relayText(status: Status, timeZone: string): string {
  if (status.state === 'not-paired') {
    return 'No relay. Purser pulls at its interval; with a relay it is told at once. Nothing else depends on it.';
  }
  const moment = momentIn(timeZone);
  const lines = [
    `Relay ${status.address ?? ''}: ${STATES[status.state]}${status.fault === null ? '' : ` (${status.fault.message})`}`,
    `Last connected: ${moment(status.connectedAt) || 'never'}. Last event: ${moment(status.lastEventAt) || 'none yet'}. ${status.received} events, ${status.refused} put aside, ${status.waiting} waiting.`,
    tableText(status.subscriptions, [
      { title: 'ShipStation tells of', text: ({ event }) => EVENTS[event] },
      { title: 'Subscription', text: subscriptionWord },
    ]),
    ...nextSteps(status),
  ];
  return lines.join('\n');
}

/** What a person would otherwise wait for in vain. */
function nextSteps(status: Status): readonly string[] {
  if (status.subscriptionsAt === null) {
    return ['Let ShipStation tell it with: relay subscribe.'];
  }
  return missingOf(status).length > 0 ? ['Subscribe to what is missing with: relay subscribe.'] : [];
}

function subscriptionWord({ isThere, isActive }: Status['subscriptions'][number]): string {
  if (isThere === null) {
    return 'not looked at';
  }
  if (!isThere) {
    return 'missing';
  }
  return isActive === false ? 'switched off' : 'there';
}

const EVENTS: Readonly<Record<Event, string>> = {
  'orders-imported': 'orders imported',
  'labels-made': 'labels made',
  'fulfillments-shipped': 'marked as shipped',
  'fulfillments-rejected': 'fulfillments rejected',
};

const STATES: Readonly<Record<Status['state'], string>> = {
  'not-paired': 'not paired',
  paired: 'paired, and it knows this company',
  connecting: 'connecting',
  connected: 'connected',
  reconnecting: 'not reached',
  refused: 'refuses this company',
};
