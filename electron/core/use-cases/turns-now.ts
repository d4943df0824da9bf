import { nextRun, skewOf } from '../../../shared/domain/sync/next-run.ts';
import { type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import type { TurnEnd } from '../schedule/standing.ts';
import { companyRules } from './company-rules.ts';
import type { UseCaseParts } from './parts.ts';
import { scheduledRun } from './scheduled-run.ts';

/** What one turn of the schedule did for a company: how its run ended, or why there was none. */
export interface Turn {
  readonly company: string;
  readonly end: TurnEnd | 'paused' | 'outside-hours' | 'needs-person' | 'not-connected';
  /** When background runs are let through again; null: not by themselves, or now. */
  readonly until: Instant | null;
  /** The service that a person must see to. */
  readonly service: 'source' | 'books' | null;
}

/** One turn for every company, now, within its business hours and pauses. */
export function turnsNow(parts: UseCaseParts): Promise<readonly Turn[]> {
  return Promise.all(parts.ports.registry.list().map(({ slug }) => turnNow(parts, slug)));
}

async function turnNow(parts: UseCaseParts, company: string): Promise<Turn> {
  return (await heldBack(parts, company)) ?? (await afterRun(parts, company, await scheduledRun(parts, company, { waitsForSweep: true })));
}

async function heldBack(parts: UseCaseParts, company: string): Promise<Turn | null> {
  const rules = await companyRules(parts, company);
  if (rules === null) {
    return null;
  }
  if (rules.readiness.kind !== 'ready') {
    return { company, end: rules.readiness.kind, until: null, service: rules.readiness.service };
  }
  const now = instantOf(parts.ports.clock.now());
  const catchUp = { reason: 'started', notBefore: now } as const;
  const next = nextRun({ ...rules, now, lastStartedAt: null, catchUp, skew: skewOf(company) });
  if (next.kind === 'due') {
    return null;
  }
  return { company, end: next.kind, until: next.kind === 'paused' ? next.until : next.at, service: null };
}

/** A run may have found that a connection no longer works. */
async function afterRun(parts: UseCaseParts, company: string, end: TurnEnd): Promise<Turn> {
  const readiness = end === 'done' ? null : (await companyRules(parts, company))?.readiness;
  return readiness == null || readiness.kind === 'ready'
    ? { company, end, until: null, service: null }
    : { company, end: readiness.kind, until: null, service: readiness.service };
}
