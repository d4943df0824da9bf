import { backupMethods } from './methods/backups.ts';
import { companyMethods } from './methods/companies.ts';
import { completenessMethods } from './methods/completeness.ts';
import { connectionMethods } from './methods/connections.ts';
import { mappingFileMethods } from './methods/mapping-files.ts';
import { mappingHistoryMethods } from './methods/mapping-history.ts';
import { figuresMethods } from './methods/figures.ts';
import { mappingMethods } from './methods/mapping.ts';
import { orderMethods } from './methods/orders.ts';
import { postingMethods, proofMethods } from './methods/posting.ts';
import { practiceMethods } from './methods/practice.ts';
import { rehearsalMethods } from './methods/rehearsal.ts';
import { runMethods } from './methods/runs.ts';
import { scheduleMethods } from './methods/schedule.ts';
import { syncMethods } from './methods/sync.ts';
import { relayMethods } from './methods/relay.ts';
import { preferenceMethods } from './methods/preferences.ts';
import { supportMethods } from './methods/support.ts';

/**
 * The whole contract between any way in (window, browser, command line) and the core. From this one object come handler
 * types, client types, the dispatcher's validation, the preload's list of names, the HTTP routes and the snapshot that CI
 * compares.
 */
export const contract = {
  ...companyMethods,
  ...backupMethods,
  ...connectionMethods,
  ...orderMethods,
  ...syncMethods,
  ...completenessMethods,
  ...postingMethods,
  ...mappingMethods,
  ...mappingFileMethods,
  ...mappingHistoryMethods,
  ...proofMethods,
  ...relayMethods,
  ...runMethods,
  ...scheduleMethods,
  ...practiceMethods,
  ...rehearsalMethods,
  ...figuresMethods,
  ...supportMethods,
  ...preferenceMethods,
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
