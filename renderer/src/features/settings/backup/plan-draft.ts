import type { MethodInput, MethodOutput } from '../../../../../shared/contract/client.ts';
import { isPassphraseGiven, NO_PASSPHRASE, type PassphraseDraft } from './passphrase.ts';

type Plan = MethodOutput<'backup.plan'>['plan'];

/** As the contract has it. */
export const MOST_KEPT = 365;
/** Two weeks: long enough to notice that something went wrong. */
const USUALLY_KEPT = 14;

/** The plan as it is being written. */
export interface PlanDraft {
  readonly isOn: boolean;
  readonly keep: number | string;
  /** Empty: the usual place. */
  readonly folder: string;
  readonly phrase: PassphraseDraft;
}

export const draftOf = (plan: Plan): PlanDraft => ({
  isOn: plan !== null,
  keep: plan?.keep ?? USUALLY_KEPT,
  folder: plan?.folder ?? '',
  phrase: NO_PASSPHRASE,
});

/** How many stay; null where that is no number that can be. */
export const keptOf = ({ keep }: PlanDraft): number | null =>
  typeof keep === 'number' && Number.isInteger(keep) && keep >= 1 && keep <= MOST_KEPT ? keep : null;

const hasPhrase = ({ phrase }: PlanDraft): boolean => phrase.passphrase !== '' || phrase.again !== '';

/** What is saved; `not-yet` where something is missing. Where a passphrase is kept already, none need be given. */
export function wantedPlan(draft: PlanDraft, plan: Plan): MethodInput<'backup.savePlan'>['plan'] | 'not-yet' {
  if (!draft.isOn) {
    return null;
  }
  const keep = keptOf(draft);
  const isPhraseFine = hasPhrase(draft) ? isPassphraseGiven(draft.phrase) : plan !== null;
  if (keep === null || !isPhraseFine) {
    return 'not-yet';
  }
  const folder = draft.folder.trim();
  return { keep, folder: folder === '' ? null : folder, passphrase: hasPhrase(draft) ? draft.phrase.passphrase : null };
}

export function isSamePlan(draft: PlanDraft, plan: Plan): boolean {
  if (!draft.isOn || plan === null) {
    return draft.isOn === (plan !== null);
  }
  return !hasPhrase(draft) && draft.keep === plan.keep && draft.folder.trim() === (plan.folder ?? '');
}
