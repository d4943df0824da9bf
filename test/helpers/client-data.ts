import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { practiceConfig } from '../../electron/practice/seed/practice-config.ts';
import { consentAsPracticePerson } from '../../electron/practice/quickbooks/consent.ts';
import { type Practice, startPractice } from '../../electron/practice/start-practice.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../shared/domain/time/zones.ts';
import { type Gate, openGate } from './gate.ts';
import { jsonOf, type PurserOptions, type PurserRun, type PurserProcess, runPurser, startPurser } from './purser-process.ts';
import { makeTempDirectory, type TempDirectory } from './temp-directory.ts';

/** How far the company of a client has come: made, connected to both services with its config, pulled, approved. */
const STAGES = ['made', 'connected', 'synced', 'approved'] as const;
export type ClientStage = (typeof STAGES)[number];

const PASSPHRASE = { PURSER_PASSPHRASE: 'a passphrase for tests' } as const;

/**
 * A client's company (no practice one) in a data directory of its own. Its services are stand-ins in this process, behind gates
 * that can hold up what passes, so that Purser can be killed while the services live on.
 */
export interface ClientData extends AsyncDisposable {
  readonly path: string;
  readonly practice: Practice;
  readonly shipstation: Gate;
  readonly quickbooks: Gate;
  readonly variables: Readonly<Record<string, string>>;
  run(args: readonly string[], options?: PurserOptions): Promise<PurserRun>;
  start(args: readonly string[], options?: PurserOptions): PurserProcess;
  /** Connects QuickBooks: the command, the person's consent, and how the command ended. */
  connectBooks(consent?: (authorizeUrl: string) => Promise<unknown>): Promise<PurserRun>;
}

const templates = new Map<ClientStage, Promise<TempDirectory>>();

/** A fresh copy of a client's company at this stage, with stand-ins of its own. */
export async function clientData(stage: ClientStage): Promise<ClientData> {
  const directory = makeTempDirectory('client');
  cpSync((await templateOf(stage)).path, directory.path, { recursive: true });
  return open(directory.path, () => directory.remove());
}

async function open(folder: string, remove: () => void): Promise<ClientData> {
  const path = join(folder, 'data');
  const anchorOn = businessDateIn(instantOf(Date.now()), 'America/New_York');
  const practice = await startPractice({ directory: join(folder, 'services'), regime: 'us-automated', now: () => Date.now(), anchorOn });
  const shipstation = await openGate(practice.access.shipstationV1Url);
  const quickbooks = await openGate(practice.access.quickbooksApiUrl);
  const atGate = (address: string): string => `${quickbooks.url}${new URL(address).pathname}`;
  const variables = {
    ...PASSPHRASE,
    PURSER_SHIPSTATION_V1_URL: shipstation.url,
    PURSER_QUICKBOOKS_API_URL: quickbooks.url,
    PURSER_INTUIT_AUTHORIZE_URL: atGate(practice.access.intuitAuthorizeUrl),
    PURSER_INTUIT_TOKEN_URL: atGate(practice.access.intuitTokenUrl),
    PURSER_INTUIT_REVOKE_URL: atGate(practice.access.intuitRevokeUrl),
  };
  const withVariables = (options: PurserOptions = {}): PurserOptions => ({ ...options, env: { ...variables, ...options.env } });
  const start = (args: readonly string[], options?: PurserOptions): PurserProcess => startPurser(path, args, withVariables(options));
  return {
    path,
    practice,
    shipstation,
    quickbooks,
    variables,
    start,
    run: (args, options) => runPurser(path, args, withVariables(options)),
    connectBooks: (consent = consentAsPracticePerson) => connectBooks(start(['connect', 'quickbooks', '--no-open']), practice, consent),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([shipstation[Symbol.asyncDispose](), quickbooks[Symbol.asyncDispose]()]);
      await practice.close();
      remove();
    },
  };
}

/** Standard input stays open, as it does while a person may still paste an address there. */
async function connectBooks(
  command: PurserProcess,
  { access }: Practice,
  consent: (authorizeUrl: string) => Promise<unknown>,
): Promise<PurserRun> {
  const { clientId, clientSecret } = access.quickbooks;
  command.write(`${JSON.stringify({ clientId, clientSecret, environment: 'sandbox' })}\n`);
  const { authorizeUrl } = JSON.parse(await command.line()) as { authorizeUrl: string };
  await consent(authorizeUrl);
  return command.ended;
}

function templateOf(stage: ClientStage): Promise<TempDirectory> {
  const known = templates.get(stage) ?? makeTemplate(stage);
  templates.set(stage, known);
  return known;
}

async function makeTemplate(stage: ClientStage): Promise<TempDirectory> {
  const directory = makeTempDirectory('client-template');
  process.once('exit', () => directory.remove());
  const before = STAGES[STAGES.indexOf(stage) - 1];
  if (before !== undefined) {
    cpSync((await templateOf(before)).path, directory.path, { recursive: true });
  }
  await using data = await open(directory.path, () => undefined);
  for (const run of await walk(data, stage)) {
    if (run.code !== 0) {
      throw new Error(`The company of a client could not be brought to "${stage}":\n${run.stdout}${run.stderr}`);
    }
  }
  return directory;
}

async function walk(data: ClientData, stage: ClientStage): Promise<readonly PurserRun[]> {
  switch (stage) {
    case 'made':
      return [await data.run(['company', 'add', 'Harbor & Pine'])];
    case 'connected':
      return [
        await data.run(['connect', 'shipstation'], { input: keyDocument(data.practice.access.shipstation) }),
        await data.connectBooks(),
        await data.run(['config', 'import', '-'], {
          input: JSON.stringify(practiceConfig('us-automated', businessDateIn(instantOf(Date.now()), 'America/New_York'))),
        }),
      ];
    case 'synced':
      return [await data.run(['sync'])];
    case 'approved':
      return [await data.run(['approve', '--all-ready'])];
    default:
      return stage satisfies never;
  }
}

/** What `connect shipstation` reads. */
export const keyDocument = (v1: { readonly apiKey: string; readonly apiSecret: string }): string => JSON.stringify({ v1 });

/** The error that a command ended with. */
export function errorOf(run: PurserRun): {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
} {
  return jsonOf<{ error: { code: string; message: string; details: Record<string, unknown> } }>(run).error;
}
