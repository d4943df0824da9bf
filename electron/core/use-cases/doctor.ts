import type { MethodOutput } from '../../../shared/contract/client.ts';
import { daysUntil, expiryUrgency } from '../../../shared/domain/connections/key-expiry.ts';
import { fail, ok } from '../../../shared/domain/result.ts';
import { epochMsOf, instantOf } from '../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../shared/domain/time/zones.ts';
import type { CompanySession } from '../company-session.ts';
import { consentEndsAt } from '../connections.ts';
import type { ConnectionState } from '../ports/store/config-store.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { planView } from './backup-plan.ts';
import { booksUsage } from './books-usage.ts';
import type { UseCaseParts } from './parts.ts';
import { relayStatus } from './relay-status.ts';

type Check = Omit<MethodOutput<'doctor.run'>['checks'][number], 'number'>;

/** Before this Purser did not exist: a clock that says so would date documents into closed years. */
const EARLIEST_MS = Date.parse('2026-01-01T00:00:00Z');
/** Answers of a service carry its clock; further apart than this, watermarks and tokens go wrong. */
const CLOCK_SKEW_MS = 2 * 60_000;
const MIRROR_OLD_MS = 24 * 3_600_000;
const COMPLETENESS_OLD_MS = 48 * 3_600_000;
const BACKUP_OLD_MS = 48 * 3_600_000;
/** At 30, 14 and 7 days. */
const CONSENT_ADVICE = {
  none: '',
  soon: 'Connect QuickBooks again within the month.',
  near: 'Connect QuickBooks again within the next days.',
  last: 'Connect QuickBooks again now: when it has ended, nothing is posted until then.',
} as const;
/** Access this close to its end is renewed by the client before it is used. */
const ACCESS_MARGIN_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

export function doctorHandlers(parts: UseCaseParts): HandlersOf<'doctor.run'> {
  return {
    'doctor.run': async ({ company }) => {
      const known = parts.ports.registry.list();
      if (company !== null && !known.some(({ slug }) => slug === company)) {
        return fail(faultOf('company/unknown', { company }));
      }
      const checks = await checksOf(parts, company);
      return ok({ checks: checks.map((check, index) => ({ number: index + 1, ...check })) });
    },
  };
}

/** All checks of Purser and of this company; null: of every company. */
export async function checksOf(parts: UseCaseParts, company: string | null): Promise<readonly Check[]> {
  const checks = [dataDirectory(parts), await vault(parts), clock(parts)];
  for (const { slug } of parts.ports.registry.list().filter((candidate) => company === null || candidate.slug === company)) {
    checks.push(...(await companyChecks(parts, slug)));
  }
  return checks;
}

const passed = (name: string, found: string): Check => ({ name, ok: true, found, advice: null });
const failed = (name: string, found: string, advice: string): Check => ({ name, ok: false, found, advice });

function dataDirectory({ ports }: UseCaseParts): Check {
  const count = ports.registry.list().length;
  return passed('Data directory', `${ports.host.dataDirectory}, ${count} ${count === 1 ? 'company' : 'companies'}`);
}

/** Asked for a real client's key: a practice company's vault opens always. */
async function vault({ ports }: UseCaseParts): Promise<Check> {
  const client = ports.registry.list().find((company) => !company.practice);
  const opened = client === undefined ? ok(null) : await ports.vault.get(client.slug, 'database-key');
  return opened.ok
    ? passed('Vault', client === undefined ? 'not needed: there is no client yet' : ports.vault.protection)
    : failed('Vault', opened.fault.message, 'Without it no client’s data can be opened.');
}

function clock({ ports }: UseCaseParts): Check {
  const now = ports.clock.now();
  const found = instantOf(now);
  return now < EARLIEST_MS ? failed('Clock', found, 'Set the date and time of this computer.') : passed('Clock', found);
}

async function companyChecks(parts: UseCaseParts, slug: string): Promise<Check[]> {
  const session = await parts.sessions.open(slug);
  if (!session.ok) {
    return [failed(`${slug}: database`, session.fault.message, 'Until it opens, nothing of this company can be done; see the message.')];
  }
  return [
    passed(`${slug}: database`, `${session.value.store.orders.count()} orders`),
    await sourceCheck(parts, session.value),
    keyCheck(parts, session.value),
    await booksCheck(parts, session.value),
    await consentCheck(parts, session.value),
    await readsCheck(parts, session.value),
    mirrorCheck(parts, session.value),
    scheduleCheck(parts, session.value),
    completenessCheck(parts, session.value),
    await backupCheck(parts, session.value),
    parkedCheck(session.value),
    await relayCheck(parts, session.value),
  ];
}

/** Without a plan it is the firm's own affair; with one, a backup that stopped coming is a danger that nobody sees. */
async function backupCheck(parts: UseCaseParts, session: CompanySession): Promise<Check> {
  const name = `${session.company.slug}: daily backup`;
  const shown = await planView(parts, session);
  if (!shown.ok) {
    return failed(name, shown.fault.message, 'Look at Settings, Backup.');
  }
  const { plan, last, failed: lastTry } = shown.value;
  if (plan === null) {
    return passed(name, 'none is made by itself');
  }
  const isOld = last === null || parts.ports.clock.now() - Date.parse(last.writtenAt) > BACKUP_OLD_MS;
  const found = last === null ? 'none was made yet' : `the last one of ${last.writtenAt}`;
  return isOld && lastTry !== null
    ? failed(name, `${found}; ${lastTry.message}`, 'Look whether the folder in Settings, Backup is there and has room.')
    : passed(name, found);
}

function notConnected(name: string, state: ConnectionState): Check | null {
  return state.status === 'not-connected' ? failed(name, 'not connected', 'Connect it.') : null;
}

/** One request to the real thing: reachability, key and clock at once. */
async function sourceCheck({ ports }: UseCaseParts, { store, connections, company }: CompanySession): Promise<Check> {
  const name = `${company.slug}: ShipStation`;
  const missing = notConnected(name, store.config.connection('source'));
  if (missing !== null) {
    return missing;
  }
  const source = await connections.source();
  const stores = source.ok ? await source.value.stores() : source;
  if (!source.ok || !stores.ok) {
    const fault = stores.ok ? null : stores.fault;
    return failed(name, fault?.message ?? 'not reachable', 'Check the network and the key.');
  }
  const theirs = source.value.serverTime();
  const skewMs = theirs === null ? 0 : Math.abs(ports.clock.now() - epochMsOf(theirs));
  return skewMs > CLOCK_SKEW_MS
    ? failed(name, `its clock is ${Math.round(skewMs / 1000)} s apart from this computer’s`, 'Set the time of this computer.')
    : passed(name, `answers, ${stores.value.length} stores`);
}

function keyCheck({ ports }: UseCaseParts, { store, company }: CompanySession): Check {
  const name = `${company.slug}: ShipStation key`;
  const { status, version, expiresOn } = store.config.connection('source');
  if (status === 'not-connected') {
    return passed(name, 'none');
  }
  const api = (version ?? 'v1').toUpperCase();
  if (expiresOn === null) {
    return passed(name, `${api}, end not known: keys last 3, 6 or 12 months`);
  }
  const today = businessDateIn(instantOf(ports.clock.now()), store.config.current().policy.timeZone);
  const days = daysUntil(today, expiresOn);
  const found = `${api}, ends on ${expiresOn}, ${days} ${days === 1 ? 'day' : 'days'} left`;
  return expiryUrgency(days) === 'near' || expiryUrgency(days) === 'last'
    ? failed(name, found, 'Make a new key in ShipStation beside the old one and connect it; nothing is pulled twice or missed.')
    : passed(name, found);
}

/** Where another process holds the data directory, only that one may renew the access: then nothing is asked with an old one. */
async function booksCheck({ ports, sessions }: UseCaseParts, { store, connections, company, secrets }: CompanySession): Promise<Check> {
  const name = `${company.slug}: QuickBooks`;
  const missing = notConnected(name, store.config.connection('books'));
  if (missing !== null) {
    return missing;
  }
  const tokens = await secrets.tokens();
  const isAccessFresh =
    tokens.ok && tokens.value !== null && epochMsOf(tokens.value.accessExpiresAt) > ports.clock.now() + ACCESS_MARGIN_MS;
  if (!sessions.mayWrite() && !isAccessFresh) {
    return passed(name, 'connected; not asked, because its access has to be renewed first, which only a writing command may do');
  }
  const books = await connections.books();
  const found = books.ok ? await books.value.company() : books;
  return found.ok
    ? passed(name, `answers as ${found.value.companyName}, ${found.value.taxRegime}`)
    : failed(name, found.fault.message, 'Check the network, or connect again.');
}

async function consentCheck({ ports }: UseCaseParts, { store, company, secrets }: CompanySession): Promise<Check> {
  const name = `${company.slug}: consent`;
  const tokens = await secrets.tokens();
  const expiresAt = tokens.ok && tokens.value !== null ? consentEndsAt(tokens.value) : store.config.connection('books').expiresAt;
  if (expiresAt === null) {
    return passed(name, 'no end known');
  }
  const days = Math.floor((epochMsOf(expiresAt) - ports.clock.now()) / DAY_MS);
  return expiryUrgency(days) === 'none'
    ? passed(name, `${days} days left`)
    : failed(name, `ends in ${days} ${days === 1 ? 'day' : 'days'}`, CONSENT_ADVICE[expiryUrgency(days)]);
}

async function readsCheck(parts: UseCaseParts, session: CompanySession): Promise<Check> {
  const name = `${session.company.slug}: reads of QuickBooks`;
  const { month, reads, writes, readsOfKeys, readLimit, level } = await booksUsage(parts, session);
  const found = `${month}: ${reads} reads, ${writes} writes; ${readsOfKeys} of ${readLimit} reads for all companies of these keys`;
  return level === 'fine'
    ? passed(name, found)
    : failed(
        name,
        found,
        'At the limit Intuit refuses every read until the month ends: pull less often, or choose a larger tier at Intuit.',
      );
}

function mirrorCheck({ ports }: UseCaseParts, { store, company }: CompanySession): Check {
  const name = `${company.slug}: lists of the books`;
  const refreshedAt = store.mirror.refreshedAt();
  if (refreshedAt === null) {
    return failed(name, 'never read', 'Refresh the reference data.');
  }
  const ageMs = ports.clock.now() - epochMsOf(refreshedAt);
  return ageMs > MIRROR_OLD_MS
    ? failed(name, `read ${refreshedAt}`, 'Pull or refresh: plans are made with old lists.')
    : passed(name, `read ${refreshedAt}`);
}

/** A pause without an end is easily forgotten, and nothing new arrives while it lasts. */
function scheduleCheck({ ports }: UseCaseParts, { store, company }: CompanySession): Check {
  const name = `${company.slug}: background pulls`;
  const { everyMinutes, hours } = store.config.current().schedule;
  const pause = store.config.schedulePause();
  if (pause !== null && pause.until === null) {
    return failed(name, `paused since ${pause.at} by ${pause.actor}`, 'Let them go on, or pull by hand.');
  }
  const rhythm = `every ${everyMinutes} minutes, ${hours === null ? 'at any hour' : `${hours.days.join(', ')} ${hours.from} to ${hours.to}`}`;
  const isPaused = pause?.until != null && epochMsOf(pause.until) > ports.clock.now();
  return passed(name, isPaused ? `${rhythm}; paused until ${pause.until}` : rhythm);
}

function completenessCheck({ ports }: UseCaseParts, { store, company }: CompanySession): Check {
  const name = `${company.slug}: completeness`;
  const latest = store.completeness.latest();
  if (latest === null) {
    return passed(name, 'not checked yet; the schedule does it once a day, `sync --sweep` does it now');
  }
  const found = `as of ${latest.to}: ${latest.counts.compared} orders compared, ${latest.counts.missing} fetched, ${store.completeness.goneCount()} gone from ShipStation`;
  const different = latest.days.filter(({ listed, stored }) => listed !== stored).length;
  if (different > 0 || latest.counts.unsettled > 0) {
    return failed(
      name,
      `${found}; the counts differ on ${different} days of a store`,
      'See Completeness for which; check that the key belongs to this account.',
    );
  }
  return ports.clock.now() - epochMsOf(latest.to) > COMPLETENESS_OLD_MS
    ? failed(name, found, 'It is more than two days old: run `sync --sweep`, or keep Purser open longer.')
    : passed(name, found);
}

function parkedCheck({ store, company }: CompanySession): Check {
  const name = `${company.slug}: unreadable records`;
  const parked = store.completeness.aside(1);
  const [first] = parked;
  return first === undefined
    ? passed(name, 'none')
    : failed(
        name,
        `${store.completeness.asideCount()}, such as ${first.stream} ${first.recordId ?? 'without id'}: ${first.message}`,
        'They are tried again by themselves, or now from the screen Completeness; correct them in ShipStation, or report them.',
      );
}

/** Nothing depends on the relay: what is wrong with it is told all the same, because someone counts on its speed. */
async function relayCheck(parts: UseCaseParts, session: CompanySession): Promise<Check> {
  const name = `${session.company.slug}: relay`;
  const status = await relayStatus(parts, session, { ask: true });
  if (!status.ok) {
    return failed(name, status.fault.message, 'Unlock the vault; pulling goes on without the relay.');
  }
  const { state, address, connectedAt, fault, subscriptions } = status.value;
  if (state === 'not-paired') {
    return passed(name, 'none: orders arrive with the next pull');
  }
  if (fault !== null) {
    return failed(name, `${address}: ${fault.message}`, 'Ask whoever runs the relay, or pair again. Pulling goes on without it.');
  }
  const missing = subscriptions.filter(({ isThere, isActive }) => isThere === false || isActive === false);
  return missing.length > 0
    ? failed(
        name,
        `ShipStation does not tell it of ${missing.map(({ event }) => event).join(', ')}`,
        'Repair the subscriptions: relay subscribe.',
      )
    : passed(name, `${address} answers, last connected ${connectedAt ?? 'never'}`);
}
