import { ok } from '../../../shared/domain/result.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

export function runHandlers(parts: UseCaseParts): HandlersOf<'run.list' | 'run.current' | 'run.stop'> {
  return {
    'run.list': ({ company, kind, status, limit, cursor }) =>
      inCompany(parts, company, ({ store }) => {
        const { runs, next } = store.runs.page(limit, cursor, { kind, status });
        return ok({ runs: runs.map((run) => ({ ...run, counts: { ...run.counts } })), next });
      }),
    'run.current': ({ company }) =>
      inCompany(parts, company, ({ gate }) => {
        const running = gate.current();
        const shown =
          running === null
            ? null
            : { runId: running.runId, kind: running.kind, label: running.label, done: running.done, total: running.total };
        return ok({ running: shown, nextSyncAt: parts.schedule.nextAt(company) });
      }),
    'run.stop': ({ company }, call) =>
      inCompany(parts, company, (session) => {
        const running = session.gate.current();
        const stopping = session.gate.stop();
        if (running !== null) {
          session.audit({
            actor: call.actor,
            kind: 'run-stop-asked',
            summary: `"${running.label}" was asked to stop.`,
            details: { kind: running.kind },
            runId: running.runId,
          });
        }
        return ok({ stopping });
      }),
  };
}
