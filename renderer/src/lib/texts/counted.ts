import { countText } from '../locale.ts';

/** "1 order", "1,250 orders": the number in the form of the books, and the word that goes with it. */
export const counted = (count: number, one: string, many: string): string => `${countText(count)} ${count === 1 ? one : many}`;
