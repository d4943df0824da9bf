import { fail, type Fault, ok, type Result } from '../../shared/domain/result.ts';
import { type CompanySession, createCompanySession } from './company-session.ts';
import { coreFault } from './engine/port-fault.ts';
import type { EventHub } from './event-hub.ts';
import type { PortFault } from './ports/faults.ts';
import type { Ports } from './ports/ports.ts';
import type { CompanyKeys, CompanyRecord } from './ports/store/companies.ts';
import { faultOf } from './rpc/failures.ts';

/** Open companies, each opened when it is first needed. */
export interface Sessions {
  /** Faults: `company/unknown`, those of the vault and those of the store. */
  open(slug: string): Promise<Result<CompanySession, Fault>>;
  /** Makes keys and database of a company that is on the list already. */
  create(company: CompanyRecord): Promise<Result<CompanySession, Fault>>;
  /** Those that are open now. */
  opened(): readonly CompanySession[];
  close(slug: string): Promise<void>;
  /**
   * Closes a company and does the work while nobody can open it again: screens ask all the time, and what they ask waits for the end. Who
   * opened a database whose file is exchanged would go on in the file that was.
   */
  closedWhile<T>(slug: string, work: () => Promise<T>): Promise<T>;
  /** For good: a screen that still asks must not open a database again behind the closing. Then `run/stopped` is the answer. */
  closeAll(): Promise<void>;
  /** From now on (this process holds the data directory) a company that is opened is mended first where a crash left it. */
  allowRecovery(): void;
  /** Whether this process holds the data directory: only then may it renew tokens or write anything else. */
  mayWrite(): boolean;
}

export function createSessions(ports: Ports, events: EventHub): Sessions {
  const opening = new Map<string, Promise<Result<CompanySession, Fault>>>();
  const opened = new Map<string, CompanySession>();
  /** Companies that are kept closed, each until when. */
  const keptClosed = new Map<string, Promise<void>>();
  let mayRecover = false;
  let isEnded = false;

  function openStore(company: CompanyRecord, keys: CompanyKeys): Result<CompanySession, Fault> {
    if (isEnded) {
      return fail(faultOf('run/stopped', {}, 'Purser is closing.'));
    }
    const store = ports.stores.open(company, keys);
    if (!store.ok) {
      return store;
    }
    const session = createCompanySession(ports, events, company, store.value);
    if (mayRecover) {
      session.engine.recover();
      settleRestored(session);
    }
    opened.set(company.slug, session);
    return ok(session);
  }

  /** Before anything can be sent: the mark goes only after what it asks for is stored. */
  function settleRestored({ company, engine }: CompanySession): void {
    if (ports.backups.isFreshlyRestored(company.slug)) {
      engine.afterRestore();
      ports.backups.forgetRestored(company.slug);
    }
  }

  async function openFresh(slug: string): Promise<Result<CompanySession, Fault>> {
    const company = ports.registry.list().find((known) => known.slug === slug);
    if (company === undefined) {
      return fail(faultOf('company/unknown', { company: slug }));
    }
    const keys = await readKeys(ports, slug);
    return keys.ok ? openStore(company, keys.value) : keys;
  }

  async function close(slug: string): Promise<void> {
    const session = opened.get(slug);
    opening.delete(slug);
    opened.delete(slug);
    await session?.close();
  }

  async function closedWhile<T>(slug: string, work: () => Promise<T>): Promise<T> {
    await keptClosed.get(slug);
    const { promise, resolve } = Promise.withResolvers<void>();
    keptClosed.set(slug, promise);
    try {
      // One that is being opened just now is open before it can be closed.
      await Promise.allSettled([opening.get(slug)]);
      await close(slug);
      return await work();
    } finally {
      keptClosed.delete(slug);
      resolve();
    }
  }

  return {
    async open(slug) {
      while (keptClosed.has(slug)) {
        await keptClosed.get(slug);
      }
      const running = opening.get(slug) ?? openFresh(slug);
      opening.set(slug, running);
      try {
        const session = await running;
        if (!session.ok) {
          opening.delete(slug);
        }
        return session;
      } catch (error) {
        opening.delete(slug);
        throw error;
      }
    },
    async create(company) {
      const keys = await makeKeys(ports, company.slug);
      const session = keys.ok ? openStore(company, keys.value) : keys;
      if (session.ok) {
        opening.set(company.slug, Promise.resolve(session));
      }
      return session;
    },
    opened: () => [...opened.values()],
    mayWrite: () => mayRecover,
    close,
    closedWhile,
    async closeAll() {
      isEnded = true;
      await Promise.allSettled([...opening.values()]);
      const sessions = [...opened.values()];
      opening.clear();
      opened.clear();
      await Promise.all(sessions.map((session) => session.close()));
    },
    allowRecovery() {
      if (mayRecover) {
        return;
      }
      mayRecover = true;
      for (const session of opened.values()) {
        session.engine.recover();
        settleRestored(session);
      }
    },
  };
}

async function readKeys(ports: Ports, slug: string): Promise<Result<CompanyKeys, PortFault>> {
  const databaseKey = await ports.vault.get(slug, 'database-key');
  if (!databaseKey.ok) {
    return databaseKey;
  }
  const auditKey = await ports.vault.get(slug, 'audit-key');
  if (!auditKey.ok) {
    return auditKey;
  }
  if (databaseKey.value === null || auditKey.value === null) {
    return fail(
      coreFault(
        'storage',
        'store/wrong-key',
        `The vault has no key for the database of "${slug}". Restore the vault and the company’s folder from the same backup.`,
      ),
    );
  }
  return ok({ databaseKey: databaseKey.value, auditKey: auditKey.value });
}

/** Both keys rest in the vault before there is anything that only they can open. */
async function makeKeys(ports: Ports, slug: string): Promise<Result<CompanyKeys, PortFault>> {
  const keys = { databaseKey: ports.stores.newDatabaseKey(), auditKey: ports.stores.newAuditKey() };
  const database = await ports.vault.set(slug, 'database-key', keys.databaseKey);
  if (!database.ok) {
    return database;
  }
  const audit = await ports.vault.set(slug, 'audit-key', keys.auditKey);
  return audit.ok ? ok(keys) : audit;
}
