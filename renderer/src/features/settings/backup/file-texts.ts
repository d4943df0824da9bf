import { formatCount } from '../../../lib/format.ts';
import { texts } from '../../../lib/texts.ts';

const MEGABYTE = 1_048_576;

/** The last part of a path of any system. */
export const fileNameOf = (file: string): string => file.split(/[/\\]/).at(-1) ?? file;

/** "3 MB": whole ones, rounded up, so that nothing is 0 MB. */
export const sizeText = (bytes: number): string => texts.backup.size(formatCount(Math.ceil(bytes / MEGABYTE)));
