import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';

type SavedPolicy = MethodOutput<'mapping.show'>['policy'];

/** The policy while a person works on it: dates are text until they are checked by the host. */
export type PolicyDraft = Omit<SavedPolicy, 'startOn'> & { readonly startOn: string | null };

export type PolicyChanges = Partial<PolicyDraft>;

/** What is wrong with a draft that the host would refuse with fewer words. */
export interface DraftFaults {
  readonly prefix: boolean;
  readonly tolerance: boolean;
}

/** Only what differs from what is saved: a value that was changed back is no change. */
export function realChanges(saved: PolicyDraft, changes: PolicyChanges): PolicyChanges {
  // Safe: the entries are the object's own.
  return Object.fromEntries(
    Object.entries(changes).filter(([key, value]) => JSON.stringify(saved[key as keyof PolicyDraft]) !== JSON.stringify(value)),
  ) as PolicyChanges;
}

export function draftFaults({ documentNumberPrefix, roundingToleranceMinor }: PolicyDraft): DraftFaults {
  return {
    prefix: !/^[A-Za-z0-9._/-]{0,10}$/.test(documentNumberPrefix),
    tolerance: !Number.isInteger(roundingToleranceMinor) || roundingToleranceMinor < 0 || roundingToleranceMinor > 100,
  };
}

export const policyChange = (policy: PolicyDraft): MethodInput<'mapping.save'>['changes'][number] => ({ kind: 'policy', policy });

/** What every part of the policy's form is given. */
export interface SentencesProps {
  readonly company: string;
  readonly policy: PolicyDraft;
  readonly faults: DraftFaults;
  readonly onChange: (changes: PolicyChanges) => void;
}
