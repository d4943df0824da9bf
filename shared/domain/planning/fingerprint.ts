import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

import { nameKey } from '../orders/text.ts';
import type { Json, JsonObject } from './plan.ts';

/** Nothing is ever written into it: a copy of it is a hash that begins. */
const unwritten = sha256.create();
/** Begun anew at each call: making a hash takes as long as hashing a small body. */
const hasher = sha256.create();
const digest = new Uint8Array(sha256.outputLen);

/** The first 32 hexadecimal digits (128 bits) of SHA-256: no two plans share them by chance. */
export function hash32(text: string): string {
  unwritten._cloneInto(hasher).update(utf8Of(text)).digestInto(digest);
  return bytesToHex(digest.subarray(0, 16));
}

const encoder = new TextEncoder();
/** Written over at each call: making a new buffer for each plan takes as long as a fifth of hashing it. */
const scratch = new Uint8Array(64 * 1024);

/** Valid until the next call. No character takes more than three bytes for each of its UTF-16 units. */
function utf8Of(text: string): Uint8Array {
  return text.length * 3 > scratch.length ? encoder.encode(text) : scratch.subarray(0, encoder.encodeInto(text, scratch).written);
}

/** Names of the records that a body refers to, by property and Id ("CustomerRef/58" is "ana ruiz"). */
export type ReferenceNames = Map<string, string>;

/** What QuickBooks appends to the name of a record that is made inactive. */
const DELETED_MARK = ' (deleted)';

/** Notes what a reference is called, so that the fingerprint holds its name and not its Id. */
export function noteReference(names: ReferenceNames, property: string, idOrRef: string, name: string): void {
  names.set(`${property}/${idOrRef}`, nameKey(name.endsWith(DELETED_MARK) ? name.slice(0, -DELETED_MARK.length) : name));
}

/** Never part of a fingerprint: the note holds the fingerprint itself, and Ids and SyncTokens are the books' own. */
const LEFT_OUT = new Set(['PrivateNote', 'Id', 'SyncToken', 'sparse']);
/** Ship data, which follows the parcel and is kept in step after posting. */
export const SHIP_PROPERTIES = ['ShipDate', 'TrackingNum', 'ShipMethodRef'] as const;
const SHIP = new Set<string>(SHIP_PROPERTIES);

export interface Fingerprints {
  readonly fingerprint: string;
  readonly coreFingerprint: string;
}

/** Fingerprints of one document's body (see PlannedDocument): over all that will be written, and over all but ship data. */
export function fingerprintsOf(entity: string, body: JsonObject, names: ReferenceNames): Fingerprints {
  const coreFingerprint = hash32(`${entity}${canonicalObject(body, names, (key) => !LEFT_OUT.has(key) && !SHIP.has(key))}`);
  if (!SHIP_PROPERTIES.some((key) => Object.hasOwn(body, key))) {
    return { coreFingerprint, fingerprint: coreFingerprint };
  }
  return { coreFingerprint, fingerprint: hash32(`${coreFingerprint}${canonicalObject(body, names, (key) => SHIP.has(key))}`) };
}

const everything = (key: string): boolean => !LEFT_OUT.has(key);

function canonicalObject(value: JsonObject, names: ReferenceNames, includes: (key: string) => boolean): string {
  let text = '{';
  for (const key of sortedKeys(value)) {
    const member = value[key];
    if (member !== undefined && includes(key)) {
      // Keys are names of the API's own properties: nothing in them needs escaping.
      text += `"${key}":${canonical(key, member, names)},`;
    }
  }
  return `${text}}`;
}

/** By insertion: bodies have a dozen keys, mostly in order, and the built-in sort takes longer to begin than this to end. */
function sortedKeys(value: JsonObject): readonly string[] {
  const keys = Object.keys(value);
  for (let next = 1; next < keys.length; next += 1) {
    const key = keys[next] ?? '';
    let at = next;
    for (let before = keys[at - 1]; at > 0 && before !== undefined && before > key; before = keys[at - 1]) {
      keys[at] = before;
      at -= 1;
    }
    keys[at] = key;
  }
  return keys;
}

/** What JSON leaves as it is: printable ASCII but the quotation mark and the backslash. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** JSON.stringify of a text, which is slow to begin with the short ones that bodies are made of. */
function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

function canonical(key: string, value: Json, names: ReferenceNames): string {
  if (typeof value === 'number') {
    return String(value);
  }
  if (typeof value === 'string') {
    return quoted(value);
  }
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value);
  }
  if (isList(value)) {
    return `[${value.map((member) => canonical(key, member, names)).join(',')}]`;
  }
  const target = key.endsWith('Ref') ? value['value'] : undefined;
  if (target !== undefined) {
    const id = typeof target === 'string' ? target : refText(target);
    return quoted(names.get(`${key}/${id}`) ?? id);
  }
  return canonicalObject(value, names, everything);
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}

function refText(target: Json): string {
  return JSON.stringify(target);
}
