import type { CallResult } from '../../../shared/contract/errors.ts';

export interface KeptAnswer {
  readonly method: string;
  readonly answer: CallResult<unknown>;
}

/** First answers of commands, so that a repeat gets the same one. `company` null: a command of no company. */
export interface AnswerKeeper {
  find(company: string | null, commandId: string): Promise<KeptAnswer | null>;
  keep(company: string | null, commandId: string, kept: KeptAnswer): Promise<void>;
}

/** A double click or a retried request comes within minutes; older answers make room. */
const MAX_REMEMBERED = 1_000;

/** Keeps answers for as long as the process lives. */
export function createMemoryAnswers(): AnswerKeeper {
  const kept = new Map<string, KeptAnswer>();
  return {
    find: async (_company, commandId) => kept.get(commandId) ?? null,
    keep: async (_company, commandId, answer) => {
      kept.set(commandId, answer);
      const oldest = kept.keys().next();
      if (kept.size > MAX_REMEMBERED && oldest.done !== true) {
        kept.delete(oldest.value);
      }
    },
  };
}
