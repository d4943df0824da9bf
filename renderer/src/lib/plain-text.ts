/** A text as it is searched: without case and accents, so that "anadir" finds "añadir". */
export const plainText = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
