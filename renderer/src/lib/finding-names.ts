import { texts } from './texts.ts';

/** A finding's code in a few words; the code itself where a newer host knows one that this page does not. */
export const findingName = (code: string): string => texts.told.findingName(code);
