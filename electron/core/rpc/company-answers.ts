import { z } from 'zod';

import { type CallResult, contractErrorSchema } from '../../../shared/contract/errors.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { Clock } from '../ports/environment.ts';
import type { Sessions } from '../sessions.ts';
import { type AnswerKeeper, createMemoryAnswers } from './answers.ts';

const answerSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: contractErrorSchema }),
]);

/**
 * Answers of a company's commands rest in its database, so that a repeat after a restart gets the first one too; those of no
 * company (or of one that can't be opened, or is gone) rest in memory.
 */
export function createCompanyAnswers(sessions: Sessions, clock: Clock): AnswerKeeper {
  const memory = createMemoryAnswers();
  return {
    async find(company, commandId) {
      const remembered = await memory.find(company, commandId);
      if (remembered !== null || company === null) {
        return remembered;
      }
      const session = await sessions.open(company);
      const kept = session.ok ? session.value.store.runs.answerOf(commandId) : null;
      return kept === null ? null : { method: kept.method, answer: parseAnswer(kept.answer) };
    },
    async keep(company, commandId, kept) {
      const session = company === null ? null : sessions.opened().find((open) => open.company.slug === company);
      if (session == null) {
        await memory.keep(company, commandId, kept);
        return;
      }
      session.store.runs.saveAnswer(commandId, kept.method, JSON.stringify(kept.answer), instantOf(clock.now()));
    },
  };
}

function parseAnswer(text: string): CallResult<unknown> {
  return answerSchema.parse(JSON.parse(text));
}
