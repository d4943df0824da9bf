import type { Texts } from '../../texts.ts';
import { activityTexts } from './activity.ts';
import { auditTexts } from './audit.ts';
import { backupTexts } from './backup.ts';
import { commonTexts, failureTexts, stateTexts } from './common.ts';
import { companyTexts } from './companies.ts';
import { completenessTexts } from './completeness.ts';
import { computerTexts } from './computer.ts';
import { connectionTexts } from './connections.ts';
import { frameTexts } from './frame.ts';
import { helpTexts } from './help.ts';
import { mappingFileTexts } from './mapping-files.ts';
import { mappingHistoryTexts } from './mapping-history.ts';
import { mappingTexts } from './mapping.ts';
import { overviewTexts } from './overview.ts';
import { paletteTexts } from './palette.ts';
import { practiceTexts } from './practice.ts';
import { reconcileTexts } from './reconcile.ts';
import { rehearsalTexts } from './rehearsal.ts';
import { relayTexts } from './relay.ts';
import { replayTexts } from './replay.ts';
import { reviewTexts } from './review.ts';
import { scheduleTexts } from './schedule.ts';
import { setUpTexts } from './set-up.ts';
import { settingsTexts } from './settings.ts';
import { toldTexts } from './told.ts';
import { undoTexts } from './undo.ts';

/** Spanish of bookkeepers in the Americas, with the words that QuickBooks itself uses: factura, recibo de venta, cierre de libros. */
export const es: Texts = {
  common: commonTexts,
  failures: failureTexts,
  states: stateTexts,
  frame: frameTexts,
  overview: overviewTexts,
  palette: paletteTexts,
  review: reviewTexts,
  mapping: mappingTexts,
  mappingFiles: mappingFileTexts,
  mappingHistory: mappingHistoryTexts,
  replay: replayTexts,
  reconcile: reconcileTexts,
  completeness: completenessTexts,
  activity: activityTexts,
  audit: auditTexts,
  backup: backupTexts,
  companies: companyTexts,
  connections: connectionTexts,
  setUp: setUpTexts,
  rehearsal: rehearsalTexts,
  relay: relayTexts,
  schedule: scheduleTexts,
  settings: settingsTexts,
  computer: computerTexts,
  help: helpTexts,
  practice: practiceTexts,
  told: toldTexts,
  undo: undoTexts,
};
