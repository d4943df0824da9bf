import { z } from 'zod';

import { configSchema } from '../../../shared/contract/config.ts';
import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Config } from '../../../shared/domain/config/config.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import { describeIssues, faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { differencesOf } from './config-difference.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

export function configHandlers(parts: UseCaseParts): HandlersOf<'config.export' | 'config.import' | 'config.schema'> {
  return {
    'config.export': ({ company }) => inCompany(parts, company, ({ store }) => ok({ config: { ...store.config.current() } })),
    'config.import': ({ company, config, dryRun }, call) =>
      inCompany(parts, company, (session) => importConfig(parts, session, config, dryRun, call.actor)),
    'config.schema': () => ok({ schema: configJsonSchema() }),
  };
}

/** The published JSON Schema of the config document, as a person writes it (keys with a default may be left out). */
export function configJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }), title: 'Purser config' };
}

/** All of it is validated before anything is changed. */
async function importConfig(
  parts: UseCaseParts,
  session: CompanySession,
  source: unknown,
  dryRun: boolean,
  actor: string,
): Promise<Result<MethodOutput<'config.import'>, Fault>> {
  const parsed = configSchema.safeParse(source);
  if (!parsed.success) {
    const issues = describeIssues(parsed.error.issues);
    const places = issues.slice(0, 5).map((issue) => `${issue.path}: ${issue.message}`);
    return fail(faultOf('config/invalid', { issues }, `The settings have errors, nothing was changed. ${places.join('; ')}.`));
  }
  const changed = differencesOf(session.store.config.current(), parsed.data);
  if (dryRun || changed.length === 0) {
    return ok({ changed, saved: false });
  }
  const saved = await saveConfig(parts, session, parsed.data, 'The config was imported', actor);
  return saved.ok ? ok({ changed, saved: true }) : saved;
}

/** Saves and plans everything again at once (after the run that is on, where one is): what waits heals, failed ones included. */
export async function saveConfig(
  parts: UseCaseParts,
  session: CompanySession,
  config: Config,
  summary: string,
  actor: string,
): Promise<Result<null, Fault>> {
  const { store } = session;
  const changes = differencesOf(store.config.current(), config);
  if (changes.length === 0) {
    return ok(null);
  }
  store.transaction(() => {
    store.config.save(config, instantOf(parts.ports.clock.now()), actor);
    store.orders.setPlansDue(true);
    session.audit({
      actor,
      kind: 'config-changed',
      summary: `${summary}: ${changes.length} ${changes.length === 1 ? 'place' : 'places'}.`,
      details: { changes },
    });
  });
  session.changed(['mapping', 'audit']);
  const planned = await session.replan('all', actor);
  return planned.ok ? ok(null) : planned;
}
