import { z } from 'zod';

import { scheduleSchema } from '../config.ts';
import { command, query } from '../define.ts';
import { inCompany, instantSchema } from '../shapes.ts';

/** Why a company is pulled when it is, or why not. `off`: the process that answers pulls nothing by itself. */
export const SCHEDULE_STATES = [
  'off',
  'running',
  'waiting',
  'outside-hours',
  'paused',
  'waiting-for-network',
  'needs-person',
  'not-connected',
  'closed',
] as const;

const shownSchema = z.object({
  schedule: scheduleSchema,
  timeZone: z.string(),
  state: z.enum(SCHEDULE_STATES),
  /** When the next background pull begins; null: not by itself, `state` says why. */
  nextAt: instantSchema.nullable(),
  /** The service that a person must see to, where the state is `needs-person` or `not-connected`. */
  service: z.enum(['source', 'books']).nullable(),
  /** In force now; without `until` it holds until a person lets the pulls go on. */
  pause: z.object({ until: instantSchema.nullable(), at: instantSchema, actor: z.string() }).nullable(),
});

export const scheduleMethods = {
  'schedule.show': query({ input: inCompany, output: shownSchema, errors: [] }),
  'schedule.save': command({ input: inCompany.extend({ schedule: scheduleSchema }), output: shownSchema, errors: [] }),
  /** Holds background pulls back; what a person asks for still runs. */
  'schedule.pause': command({
    input: inCompany.extend({ until: instantSchema.nullable().default(null) }),
    output: shownSchema,
    errors: [],
  }),
  /** Ends a pause, with one catch-up run. */
  'schedule.resume': command({ input: inCompany, output: shownSchema, errors: [] }),
} as const;
