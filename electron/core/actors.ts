import { PURSER_ACTOR } from './engine/engine-parts.ts';

/** Who asked for a run that no person asked for. */
export const SCHEDULE_ACTOR = 'schedule';
export const RELAY_ACTOR = 'relay';

const OWN_ACTORS: readonly string[] = [PURSER_ACTOR, SCHEDULE_ACTOR, RELAY_ACTOR];

/** Whether Purser itself asked, and no person. */
export const isOwnActor = (actor: string): boolean => OWN_ACTORS.includes(actor);
