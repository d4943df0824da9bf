import type { RelayConfig, Variables } from './config.ts';
import { readConfig } from './config.ts';
import { createLog, describeError } from './log.ts';
import { keepPairingCode, pairingCodePath } from './pairing-code.ts';
import { startRelay } from './relay.ts';

const BAD_USE = 64;
const CAN_NOT = 69;

/** Where a command writes, and how it learns that it has to stop. */
export interface RelayIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isOutTerminal: boolean;
  readonly variables: Variables;
  /** Resolves when the process is asked to end. */
  readonly stopAsked: Promise<void>;
}

const HELP = `Purser's relay takes ShipStation's webhooks and keeps them, sealed, until Purser fetches them.

  npm run relay                    runs it
  npm run relay -- pairing-code    shows the code that Purser asks for, on a terminal

It is set up by RELAY_… variables: see relay/README.md.
`;

/** Runs one command; returns the exit code. */
export async function runRelay(args: readonly string[], io: RelayIo): Promise<number> {
  const [command = 'serve', ...rest] = args;
  if (rest.length > 0 || !['serve', 'pairing-code', 'help', '--help', '-h'].includes(command)) {
    io.err(HELP);
    return BAD_USE;
  }
  if (command !== 'serve' && command !== 'pairing-code') {
    io.out(HELP);
    return 0;
  }
  const read = readConfig(io.variables);
  if ('problems' in read) {
    io.err(`${read.problems.join('\n')}\n`);
    return BAD_USE;
  }
  return command === 'serve' ? serve(read.config, io) : showPairingCode(read.config, io);
}

async function serve(config: RelayConfig, io: RelayIo): Promise<number> {
  const log = createLog(io.out, Date.now);
  try {
    const relay = await startRelay(config, log);
    await io.stopAsked;
    await relay.stop();
    return 0;
  } catch (error) {
    log.write('error', 'relay.failed', { error: describeError(error) });
    io.err(`The relay can not run: ${error instanceof Error ? error.message : String(error)}\n`);
    return CAN_NOT;
  }
}

/** A code that goes into a file or a pipe ends up in a log: it is shown to a person only. */
function showPairingCode(config: RelayConfig, io: RelayIo): number {
  if (config.pairingCode !== null) {
    io.err('The pairing code is the one in RELAY_PAIRING_CODE.\n');
    return BAD_USE;
  }
  const { code } = keepPairingCode(config.dataDirectory);
  if (!io.isOutTerminal) {
    io.err(`The pairing code is shown on a terminal only. It is in ${pairingCodePath(config.dataDirectory)}.\n`);
    return BAD_USE;
  }
  io.out(`${code}\n`);
  return 0;
}
