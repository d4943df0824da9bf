/**
 * Text of orders on its way into the books: what must not arrive is taken out, what is too long is cut between whole
 * characters, and names are compared as people do.
 */

/** Printable ASCII without runs of spaces: the ordinary case, told without touching Unicode tables. */
const PLAIN = /^[!-~](?: ?[!-~])*$/;
/** C0, C1 and Unicode's line and paragraph separators: all become spaces. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Bidirectional controls (they can make a name read as another one), the byte order mark, interlinear marks and lone surrogates. */
const INVISIBLE_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu;
const SPACES = /\p{White_Space}+/gu;
/** Accents over letters of any alphabet; vowel signs of Indic and voicing marks of Japanese are letters' parts and stay. */
const ACCENTS = /[\u0300-\u036f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe20-\ufe2f]/gu;

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * One line of clean text in NFC: control and bidirectional-control characters out, runs of white space one space, ends
 * trimmed. Every letter of every script and every emoji (joiners included) stays.
 */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) {
    return text;
  }
  return text.replace(CONTROLS, ' ').replace(INVISIBLE_CONTROLS, '').normalize('NFC').replace(SPACES, ' ').trim();
}

/**
 * At most `maxLength` UTF-16 units (the widest way in which Intuit could count characters), cut between whole characters:
 * no emoji, surrogate pair or combining sequence is ever split. The same text is always cut at the same place.
 */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) {
    return text;
  }
  let end = 0;
  for (const { index, segment } of GRAPHEMES.segment(text)) {
    if (index + segment.length > maxLength) {
      break;
    }
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd();
}

/** How names are compared: without case, accents, repeated or outer spaces and invisible characters. */
export function nameKey(name: string): string {
  const clean = cleanText(name);
  if (PLAIN.test(clean)) {
    return clean.toLowerCase();
  }
  // Upper case first, so that ß and SS, and the Greek sigmas, meet.
  return clean.normalize('NFKD').replace(ACCENTS, '').toUpperCase().toLowerCase().normalize('NFC').replace(SPACES, ' ').trim();
}

/** How e-mail addresses are compared: without case and outer spaces. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

/** How SKUs are compared: without case and outer spaces. */
export function skuKey(sku: string): string {
  return sku.trim().toLowerCase();
}

const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/u;
/** PrimaryEmailAddr and BillEmail hold at most 100 characters (Intuit, Customer and Invoice). */
const MAX_EMAIL = 100;

/** The address where it is one that the books take, else null. */
export function usableEmail(email: string | null): string | null {
  if (email === null) {
    return null;
  }
  const clean = cleanText(email);
  return clean.length <= MAX_EMAIL && EMAIL.test(clean) ? clean : null;
}

/** Intuit: DisplayName at most 500 characters. */
const MAX_DISPLAY_NAME = 500;

/** A name as QuickBooks takes it for DisplayName: no colon, tab or newline, at most 500 characters. May come out empty. */
export function displayName(name: string, maxLength: number = MAX_DISPLAY_NAME): string {
  return cutText(cleanText(name.replaceAll(':', ' ')), maxLength);
}

/** A name as QuickBooks takes it for an item: no colon, double quote, tab or newline, at most 100 characters (Intuit, Item). */
export function itemName(name: string): string {
  return cutText(cleanText(name.replaceAll(/[:"]/gu, ' ')), 100);
}
