import type { PracticeRegime } from '../practice.ts';
import type { PracticeDatabase, Statement } from './database.ts';
import { type Entity, PEOPLE, TRANSACTIONS } from './entity-names.ts';
import { compact, isTrue, type JsonDraft, type JsonObject, objectAt, parseOwnObject, refAt, textAt } from './json-value.ts';
import { recordTime } from './server-time.ts';
import { DEFAULT_SETTINGS, type PracticeQuickBooksSettings } from './settings.ts';

export interface StoredObject {
  readonly entity: Entity;
  readonly id: string;
  readonly body: JsonObject;
  readonly voided: boolean;
}

interface ObjectRow {
  readonly id: string;
  readonly body: string;
  readonly voided: number;
}

/** Names are compared without case and without spaces around them. */
export const nameKeyOf = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** The company's objects, settings and counters in their file. Callers hold the transaction. */
export class CompanyFile {
  readonly database: PracticeDatabase;
  readonly now: () => number;

  readonly #statements = new Map<string, Statement>();
  #preferences: { readonly text: string; readonly parsed: JsonObject } | null = null;
  #settings: { readonly text: string; readonly parsed: PracticeQuickBooksSettings } | null = null;

  constructor(database: PracticeDatabase, now: () => number) {
    this.database = database;
    this.now = now;
  }

  /** A prepared statement, made once for each text. */
  prepare<Values extends unknown[], Row = unknown>(sql: string): Statement<Values, Row> {
    const known = this.#statements.get(sql) ?? this.database.prepare(sql);
    this.#statements.set(sql, known);
    // Safe: what a statement takes and gives is told by its text, and callers name both beside it.
    return known as unknown as Statement<Values, Row>;
  }

  fact(name: string): string | null {
    const row = this.prepare<[string], { value: string }>('SELECT value FROM facts WHERE name = ?').get(name);
    return row?.value ?? null;
  }

  setFact(name: string, value: string): void {
    this.prepare('INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, value);
  }

  /** A fact that seeding wrote: its absence is a bug. */
  requiredFact(name: string): string {
    const value = this.fact(name);
    if (value === null) {
      throw new Error(`The practice books lack "${name}"`);
    }
    return value;
  }

  get regime(): PracticeRegime {
    // Safe: only seeding writes it, from a PracticeRegime.
    return this.requiredFact('regime') as PracticeRegime;
  }

  get homeCurrency(): 'USD' | 'CAD' {
    return this.regime === 'canada' ? 'CAD' : 'USD';
  }

  /** Read anew each time like the preferences. Settings that an older Purser did not know have their defaults. */
  settings(): PracticeQuickBooksSettings {
    const text = this.fact('settings');
    if (text === null) {
      return DEFAULT_SETTINGS;
    }
    if (this.#settings?.text !== text) {
      // Safe: only configure() writes it, from settings.
      this.#settings = { text, parsed: { ...DEFAULT_SETTINGS, ...(parseOwnObject(text) as Partial<PracticeQuickBooksSettings>) } };
    }
    return this.#settings.parsed;
  }

  /** Read anew each time, because another process may have changed them; parsed only when they did change. */
  preferences(): JsonObject {
    const row = this.prepare<[], { body: string }>("SELECT body FROM objects WHERE entity = 'Preferences' AND id = '1'").get();
    if (row === undefined) {
      return {};
    }
    if (this.#preferences?.text !== row.body) {
      this.#preferences = { text: row.body, parsed: parseOwnObject(row.body) };
    }
    return this.#preferences.parsed;
  }

  /** One group of the preferences, e.g. SalesFormsPrefs. */
  preferenceGroup(group: string): JsonObject | null {
    return objectAt(this.preferences(), group);
  }

  /** True where the preference of the sales forms is on. */
  allows(preference: 'AllowDiscount' | 'AllowShipping' | 'AllowDeposit' | 'CustomTxnNumbers'): boolean {
    return isTrue(this.preferenceGroup('SalesFormsPrefs'), preference);
  }

  find(entity: Entity, id: string): StoredObject | null {
    const row = this.prepare<[string, string], ObjectRow>(
      'SELECT id, body, voided FROM objects WHERE entity = ? AND id = ? AND deleted = 0',
    ).get(entity, id);
    return row === undefined ? null : { entity, id, body: parseOwnObject(row.body), voided: row.voided === 1 };
  }

  /** Whether two names count as one, by the setting. */
  isSameName(one: string, other: string): boolean {
    return this.settings().nameComparison === 'exact' ? one === other : nameKeyOf(one) === nameKeyOf(other);
  }

  /** The first object of the entities whose name equals, compared as QuickBooks does; inactive ones too. */
  findNamed(entities: readonly Entity[], name: string): StoredObject | null {
    for (const entity of entities) {
      const rows = this.prepare<[string, string], ObjectRow>(
        'SELECT id, body, voided FROM objects WHERE entity = ? AND name_key = ? AND deleted = 0 ORDER BY CAST(id AS INTEGER)',
      ).all(entity, nameKeyOf(name));
      for (const row of rows) {
        const body = parseOwnObject(row.body);
        if (this.isSameName(textAt(body, 'DisplayName') ?? textAt(body, 'Name') ?? '', name)) {
          return { entity, id: row.id, body, voided: false };
        }
      }
    }
    return null;
  }

  /** The sales document with the number, other than `exceptId`. */
  findNumbered(entities: readonly Entity[], docNumber: string, exceptId: string | null): StoredObject | null {
    for (const entity of entities) {
      const rows = this.prepare<[string, string], ObjectRow>(
        'SELECT id, body, voided FROM objects WHERE entity = ? AND number_key = ? AND deleted = 0 ORDER BY CAST(id AS INTEGER)',
      ).all(entity, docNumber.toLowerCase());
      const other = rows.find((row) => row.id !== exceptId);
      if (other !== undefined) {
        return { entity, id: other.id, body: parseOwnObject(other.body), voided: other.voided === 1 };
      }
    }
    return null;
  }

  /** The next id of the entity. Transactions share one range, people another, as in QuickBooks. */
  nextId(entity: Entity): string {
    if (TRANSACTIONS.includes(entity)) {
      return String(this.next('transactions'));
    }
    return String(this.next(PEOPLE.includes(entity) ? 'people' : entity));
  }

  /** Counts a sequence up by one and gives the new number. */
  next(sequence: string): number {
    const row = this.prepare<[string], { last: number }>(
      'INSERT INTO sequences (name, last) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last',
    ).get(sequence);
    return row?.last ?? 1;
  }

  setSequence(sequence: string, last: number): void {
    this.prepare('INSERT INTO sequences (name, last) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = excluded.last').run(
      sequence,
      last,
    );
  }

  count(counter: string, by = 1): void {
    this.prepare('INSERT INTO counters (name, count) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET count = count + excluded.count').run(
      counter,
      by,
    );
  }

  /** Stores a new object with SyncToken 0 and its times, and gives it as it is answered. */
  insert(entity: Entity, draft: JsonObject, id: string = this.nextId(entity)): JsonObject {
    const nowMs = this.now();
    const time = recordTime(nowMs);
    const body = compact({
      ...draft,
      domain: 'QBO',
      sparse: false,
      Id: id,
      SyncToken: '0',
      MetaData: { CreateTime: time, LastUpdatedTime: time },
    });
    this.write(entity, id, body, { createdMs: nowMs, updatedMs: nowMs, voided: false });
    return body;
  }

  /** Stores a change: SyncToken and LastUpdatedTime move on. */
  update(stored: StoredObject, draft: JsonObject, voided: boolean = stored.voided): JsonObject {
    const token = String(Number(textAt(stored.body, 'SyncToken') ?? '0') + 1);
    return this.store(stored, { ...draft, SyncToken: token }, voided);
  }

  /** Changes what the server itself derives (a customer's balance): the time moves on, the SyncToken does not (recorded). */
  touch(stored: StoredObject, draft: JsonObject): JsonObject {
    return this.store(stored, { ...draft, SyncToken: textAt(stored.body, 'SyncToken') ?? '0' }, stored.voided);
  }

  /** Marks as deleted. Only change data capture still shows it. */
  remove(stored: StoredObject): void {
    this.prepare('UPDATE objects SET deleted = 1, updated_ms = ? WHERE entity = ? AND id = ?').run(this.now(), stored.entity, stored.id);
  }

  private store(stored: StoredObject, draft: JsonObject, voided: boolean): JsonObject {
    const nowMs = this.now();
    const created = textAt(objectAt(stored.body, 'MetaData'), 'CreateTime') ?? recordTime(nowMs);
    const body: JsonDraft = {
      ...draft,
      domain: 'QBO',
      sparse: false,
      Id: stored.id,
      MetaData: { CreateTime: created, LastUpdatedTime: recordTime(nowMs) },
    };
    const answered = compact(body);
    this.write(stored.entity, stored.id, answered, { createdMs: null, updatedMs: nowMs, voided });
    return answered;
  }

  private write(
    entity: Entity,
    id: string,
    body: JsonObject,
    moment: { createdMs: number | null; updatedMs: number; voided: boolean },
  ): void {
    const name = textAt(body, 'DisplayName') ?? textAt(body, 'Name');
    this.prepare(
      `INSERT INTO objects (entity, id, body, name_key, number_key, txn_date, customer_id, active, voided, deleted, created_ms, updated_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
         ON CONFLICT (entity, id) DO UPDATE SET body = excluded.body, name_key = excluded.name_key, number_key = excluded.number_key,
           txn_date = excluded.txn_date, customer_id = excluded.customer_id, active = excluded.active, voided = excluded.voided,
           updated_ms = excluded.updated_ms`,
    ).run(
      entity,
      id,
      JSON.stringify(body),
      name === null ? null : nameKeyOf(name),
      textAt(body, 'DocNumber')?.toLowerCase() ?? null,
      textAt(body, 'TxnDate'),
      refAt(body, 'CustomerRef'),
      body['Active'] === false ? 0 : 1,
      moment.voided ? 1 : 0,
      moment.createdMs ?? moment.updatedMs,
      moment.updatedMs,
    );
  }
}
