import { z } from 'zod';

import { configSchema } from '../../../shared/contract/config.ts';
import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Config } from '../../../shared/domain/config/config.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { settingChanges } from '../../../shared/domain/config/setting-changes.ts';
import type { VersionNote } from '../ports/store/config-store.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import { describeIssues, faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import type { ConfigChange } from './config-changes.ts';
import { differencesOf } from './config-difference.ts';
import { type MappingEffect, mappingEffect } from './mapping-effect.ts';
import { changesOf } from './checked-changes.ts';
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
  const saved = await saveConfig(
    parts,
    session,
    parsed.data,
    { summary: 'The config was imported', note: { reason: 'imported', restored: null } },
    actor,
  );
  return saved.ok ? ok({ changed, saved: true }) : saved;
}

/** A save in words for the audit, and for the history. */
interface Saving {
  readonly summary: string;
  readonly note: VersionNote;
}

/** What of a save's changes is told in the audit entry itself; the history has all of them. */
const AUDITED_CHANGES = 200;

/** Saves and plans everything again at once (after the run that is on, where one is): what waits heals, failed ones included. */
export async function saveConfig(
  parts: UseCaseParts,
  session: CompanySession,
  config: Config,
  { summary, note }: Saving,
  actor: string,
): Promise<Result<null, Fault>> {
  const { store } = session;
  const changes = settingChanges(store.config.current(), config);
  if (changes.length === 0) {
    return ok(null);
  }
  store.transaction(() => {
    const version = store.config.save(config, instantOf(parts.ports.clock.now()), actor, note);
    store.orders.setPlansDue(true);
    session.audit({
      actor,
      kind: 'config-changed',
      summary: `${summary}: ${changes.length} ${changes.length === 1 ? 'place' : 'places'}.`,
      details: { version, ...note, count: changes.length, changes: changes.slice(0, AUDITED_CHANGES) },
    });
  });
  session.changed(['mapping', 'audit']);
  const planned = await session.replan('all', actor);
  return planned.ok ? ok(null) : planned;
}

/** Saves these changes, unless another version than `ifVersion` is in force by now, and tells what they did. */
export async function saveChanges(
  parts: UseCaseParts,
  session: CompanySession,
  { changes, ifVersion, ...saving }: Saving & { readonly changes: readonly ConfigChange[]; readonly ifVersion: number | undefined },
  actor: string,
): Promise<Result<MappingEffect & { readonly version: number; readonly versionBefore: number }, Fault>> {
  const { store } = session;
  const isAnother = (): boolean => ifVersion !== undefined && ifVersion !== store.config.newestVersion();
  const config = isAnother() ? fail(faultOf('config/changed-since')) : changesOf(session, changes);
  if (!config.ok) {
    return config;
  }
  const effect = await mappingEffect(parts.ports.timers, session, config.value);
  // Read again: another change may have been saved while the effect was counted.
  const latest = isAnother() ? fail(faultOf('config/changed-since')) : changesOf(session, changes);
  if (!latest.ok) {
    return latest;
  }
  const versionBefore = store.config.newestVersion();
  const saved = await saveConfig(parts, session, latest.value, saving, actor);
  return saved.ok ? ok({ ...effect, version: store.config.newestVersion(), versionBefore }) : saved;
}
