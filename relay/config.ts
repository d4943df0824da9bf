import { homedir } from 'node:os';
import { join } from 'node:path';

import type { StoreLimits } from './store/store.ts';

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;
/** How long the name of a delivery is remembered: longer than a V2 timestamp is believed in either direction. */
const REMEMBER_MS = 10 * 60 * SECOND_MS;
/** Shorter ones can be guessed. */
export const LEAST_PAIRING_CODE = 24;

export interface RelayConfig {
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end; null: the address it listens on, for trying things out. */
  readonly publicUrl: string | null;
  readonly dataDirectory: string;
  /** Null: one is made once and kept in a file. */
  readonly pairingCode: string | null;
  readonly natsUrl: string | null;
  readonly natsReplicas: number;
  readonly jwksUrl: string;
  readonly trustProxy: boolean;
  readonly allowLoopbackPointers: boolean;
  readonly ratePerSecond: number;
  readonly rateBurst: number;
  readonly requestTimeoutMs: number;
  readonly readerStallMs: number;
  readonly readerBufferBytes: number;
  readonly maxConnections: number;
  readonly metricsToken: string | null;
  readonly limits: StoreLimits;
}

/** What the relay reads from its environment. README.md says what each is for. */
export type Variables = Readonly<Record<string, string | undefined>>;

type Read = <T>(name: string, fallback: T, parse: (text: string) => T | null, what: string) => T;

/** Reads the configuration; every value that can't be used is named at once. */
export function readConfig(variables: Variables): { readonly config: RelayConfig } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const read: Read = (name, fallback, parse, what) => {
    const text = variables[name];
    if (text === undefined || text === '') {
      return fallback;
    }
    const value = parse(text);
    if (value === null) {
      problems.push(`${name} must be ${what}.`);
      return fallback;
    }
    return value;
  };
  const config: RelayConfig = {
    ...readAddresses(read),
    ...readBehaviour(read),
    dataDirectory: variables['RELAY_DATA_DIR'] || variables['STATE_DIRECTORY'] || join(homedir(), '.purser-relay'),
    limits: readLimits(read),
  };
  if (config.natsUrl !== null && config.pairingCode === null) {
    problems.push('With RELAY_NATS_URL set RELAY_PAIRING_CODE as well, the same for all copies.');
  }
  return problems.length === 0 ? { config } : { problems };
}

function readAddresses(read: Read): Pick<RelayConfig, 'host' | 'port' | 'publicUrl' | 'jwksUrl' | 'natsUrl' | 'natsReplicas'> {
  return {
    host: read<string>('RELAY_HOST', '127.0.0.1', (text) => text, 'an address'),
    port: read('RELAY_PORT', 7480, wholeNumber(0, 65_535), 'a port'),
    publicUrl: read<string | null>('RELAY_PUBLIC_URL', null, publicUrl, 'an https address without a query (http only on this machine)'),
    jwksUrl: read<string>('RELAY_JWKS_URL', 'https://api.shipengine.com/jwks', secureUrl, 'an https address (http only on this machine)'),
    natsUrl: read<string | null>('RELAY_NATS_URL', null, natsUrl, 'a nats:// or tls:// address; several are separated by commas'),
    natsReplicas: read('RELAY_NATS_REPLICAS', 1, (text) => (['1', '3', '5'].includes(text) ? Number(text) : null), '1, 3 or 5'),
  };
}

function readBehaviour(read: Read): Omit<RelayConfig, keyof ReturnType<typeof readAddresses> | 'dataDirectory' | 'limits'> {
  const seconds = (name: string, fallback: number): number =>
    read(name, fallback, wholeNumber(1, 3_600), 'a number of seconds from 1 to 3600') * SECOND_MS;
  return {
    pairingCode: read<string | null>(
      'RELAY_PAIRING_CODE',
      null,
      (text) => (text.length >= LEAST_PAIRING_CODE && /^[\x21-\x7e]+$/.test(text) ? text : null),
      `at least ${LEAST_PAIRING_CODE} characters without spaces`,
    ),
    metricsToken: read<string | null>(
      'RELAY_METRICS_TOKEN',
      null,
      (text) => (text.length >= LEAST_PAIRING_CODE ? text : null),
      `at least ${LEAST_PAIRING_CODE} characters`,
    ),
    trustProxy: read('RELAY_TRUST_PROXY', false, yesOrNo, '1 or 0'),
    allowLoopbackPointers: read('RELAY_ALLOW_LOOPBACK_POINTERS', false, yesOrNo, '1 or 0'),
    ratePerSecond: read('RELAY_RATE_PER_SECOND', 50, wholeNumber(1, 1_000_000), 'a number from 1'),
    rateBurst: read('RELAY_RATE_BURST', 500, wholeNumber(1, 1_000_000), 'a number from 1'),
    requestTimeoutMs: seconds('RELAY_REQUEST_SECONDS', 15),
    readerStallMs: seconds('RELAY_READER_STALL_SECONDS', 30),
    readerBufferBytes: read('RELAY_READER_BUFFER_BYTES', 256 * 1024, wholeNumber(1_024, 64 * 1024 * 1024), 'a number of bytes from 1024'),
    maxConnections: read('RELAY_MAX_CONNECTIONS', 4_096, wholeNumber(1, 1_000_000), 'a number from 1'),
  };
}

function readLimits(read: Read): StoreLimits {
  return {
    keepMs: read('RELAY_KEEP_DAYS', 7, wholeNumber(1, 365), 'a number of days from 1 to 365') * DAY_MS,
    rememberMs: REMEMBER_MS,
    mailboxes: read('RELAY_MAX_MAILBOXES', 1_000, wholeNumber(1, 1_000_000), 'a number from 1'),
    events: read('RELAY_MAILBOX_EVENTS', 100_000, wholeNumber(1, 100_000_000), 'a number from 1'),
    bytes: read('RELAY_MAILBOX_BYTES', 256 * 1024 * 1024, wholeNumber(1_048_576, 2 ** 40), 'a number of bytes from 1048576'),
  };
}

const yesOrNo = (text: string): boolean | null => (text === '1' || text === '0' ? text === '1' : null);

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number | null =>
    /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null;

const isLoopback = (url: URL): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);

/** https anywhere, http on this machine only. */
function secureUrl(text: string): string | null {
  if (!URL.canParse(text)) {
    return null;
  }
  const url = new URL(text);
  const isSecure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
  return isSecure && url.username === '' && url.password === '' && url.hash === '' ? text : null;
}

function publicUrl(text: string): string | null {
  const secure = secureUrl(text);
  return secure === null || new URL(secure).search !== '' ? null : secure.replace(/\/+$/, '');
}

function natsUrl(text: string): string | null {
  return text.split(',').every((each) => URL.canParse(each) && ['nats:', 'tls:'].includes(new URL(each).protocol)) ? text : null;
}
