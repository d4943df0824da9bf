import { meterMonthOf } from '../../shared/domain/books/metering.ts';
import type { ChangeTopic } from '../../shared/contract/events.ts';
import type { Result } from '../../shared/domain/result.ts';
import { type CompanySecrets, createCompanySecrets } from './company-secrets.ts';
import { type Connections, createConnections } from './connections.ts';
import { createEngine } from './engine/create-engine.ts';
import type { Engine } from './engine/engine.ts';
import type { EngineParts } from './engine/engine-parts.ts';
import type { EventHub } from './event-hub.ts';
import type { PortFault } from './ports/faults.ts';
import type { Ports } from './ports/ports.ts';
import type { CompanyRecord } from './ports/store/companies.ts';
import type { CompanyStore } from './ports/store/company-store.ts';
import type { AuditDraft } from './ports/store/audit-store.ts';
import { createRunGate, type RunGate } from './run-gate.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';

/** One open company: its data, its services, its engine, and the gate that lets one run through at a time. */
export interface CompanySession {
  readonly company: CompanyRecord;
  readonly store: CompanyStore;
  readonly secrets: CompanySecrets;
  readonly connections: Connections;
  readonly engine: Engine;
  /** What the engine works with, for planning that stores nothing. */
  readonly engineParts: EngineParts;
  readonly gate: RunGate;
  /** Writes what a person or the schedule did into the audit. Call it in the transaction that does it. */
  audit(entry: Omit<AuditDraft, 'at'>): void;
  changed(topics: readonly ChangeTopic[]): void;
  /**
   * Plans these orders again: at once where nothing runs, else right after it (then the answer is `false`: what is seen now
   * is still the plan of before, and a `changed` event follows).
   */
  replan(orderIds: readonly number[] | 'all', actor: string): Promise<Result<boolean, PortFault>>;
  /** Ends what runs after its current step and closes the database and the services. */
  close(): Promise<void>;
}

/** A count that can't be stored (a full disk) must not end the request that was just answered. */
function meterRequest({ clock, logger }: Ports, store: CompanyStore, kind: 'read' | 'write'): void {
  try {
    store.meter.add(meterMonthOf(instantOf(clock.now())), kind);
  } catch (error) {
    logger.log('warning', 'books-request-not-counted', { reason: error instanceof Error ? error.name : 'unknown' });
  }
}

export function createCompanySession(ports: Ports, events: EventHub, company: CompanyRecord, store: CompanyStore): CompanySession {
  const { clock, ids, logger, timers, services, vault } = ports;
  const secrets = createCompanySecrets(vault, company.slug);
  const changed = (topics: readonly ChangeTopic[]): void => events.changed(company.slug, topics);
  const connections = createConnections({
    company,
    config: store.config,
    secrets,
    services,
    clock,
    meter: (kind) => meterRequest(ports, store, kind),
    changed,
    attention: (code, message) => events.emit({ kind: 'attention', company: company.slug, code, message }),
  });
  const engineParts: EngineParts = {
    company,
    store,
    clock,
    timers,
    ids,
    logger,
    source: connections.source,
    books: connections.books,
    changed,
  };
  const engine = createEngine(engineParts);
  const gate = createRunGate({ slug: company.slug, runs: store.runs, clock, ids, logger, emit: events.emit });

  async function replan(orderIds: readonly number[] | 'all', actor: string): Promise<Result<boolean, PortFault>> {
    const isIdle = gate.isIdle();
    const request = { kind: 'plan', actor, label: 'Planning', isJournaled: orderIds === 'all' } as const;
    const turn = gate.runInTurn(request, async (control) => {
      const counts = await engine.replan(orderIds, control);
      changed(['orders', 'mapping']);
      return { ok: true, value: { value: true, counts } };
    });
    if (isIdle) {
      return turn;
    }
    turn.catch((error: unknown) =>
      logger.log('failure', 'replan-failed', { company: company.slug, stack: error instanceof Error ? error.stack : String(error) }),
    );
    return { ok: true, value: false };
  }

  return {
    company,
    store,
    secrets,
    connections,
    engine,
    engineParts,
    gate,
    changed,
    replan,
    audit: (entry) => store.audit.append({ ...entry, at: instantOf(clock.now()) }),
    async close() {
      await gate.close();
      store.close();
      await services.close(company);
    },
  };
}
