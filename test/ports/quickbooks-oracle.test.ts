import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { isRecord } from '../../electron/adapters/http/json-text.ts';
import { faultOfAnswer } from '../../electron/adapters/quickbooks/classify.ts';
import { faultIn, readFault } from '../../electron/adapters/quickbooks/raw-fault.ts';
import { readDocument, readWritten } from '../../electron/adapters/quickbooks/read-document.ts';
import { readReference } from '../../electron/adapters/quickbooks/read-reference.ts';
import { DOCUMENT_ENTITIES, kindOfEntity } from '../../electron/adapters/quickbooks/reference-kinds.ts';
import { PROJECT } from '../helpers/project.ts';

const FOLDER = join(PROJECT, '..', 'shared', 'oracles', 'quickbooks', 'recorded');

interface Recorded {
  readonly file: string;
  readonly method: string;
  readonly uri: string;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: unknown;
}

function recorded(): readonly Recorded[] {
  return readdirSync(FOLDER).flatMap((file) => {
    // Safe: the folder's own README says what its files are.
    const pairs = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Omit<Recorded, 'file'>[];
    return pairs.map((pair) => ({ ...pair, file }));
  });
}

const find = (file: string): readonly Recorded[] => recorded().filter((pair) => pair.file === file);

function answerOf(pair: Recorded) {
  const headers = new Map(Object.entries(pair.responseHeaders).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status: pair.status,
    headers,
    text: typeof pair.responseBody === 'string' ? pair.responseBody : JSON.stringify(pair.responseBody),
  };
}

/** Every entity that stands anywhere in an answer, by its name: alone, in a list, in a batch or in changes. */
function entitiesIn(value: unknown): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  if (Array.isArray(value)) {
    return value.flatMap(entitiesIn);
  }
  if (!isRecord(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    const rows = (Array.isArray(inner) ? inner : [inner])
      .filter(isRecord)
      .filter((row) => typeof row['Id'] === 'string' && 'SyncToken' in row);
    return [...rows.map((row) => [name, row] as const), ...(rows.length === 0 ? entitiesIn(inner) : [])];
  });
}

describe.skipIf(!existsSync(FOLDER))(
  'answers recorded from Intuit’s sandbox (run only where ../shared/oracles is beside the project)',
  () => {
    it('every list record of a kind that the mirror keeps is read', () => {
      const rows = recorded().flatMap((pair) => entitiesIn(pair.responseBody));
      const known = rows.flatMap(([name, row]) => {
        const kind = kindOfEntity(name);
        return kind === null || row['status'] === 'Deleted' ? [] : [readReference(kind, row)];
      });
      expect(known.length).toBeGreaterThan(50);
      expect(known.flatMap((one) => (one.ok ? [] : [one.fault]))).toEqual([]);
    });

    it('every sales document is read with its exact total', () => {
      const rows = recorded().flatMap((pair) => entitiesIn(pair.responseBody));
      const documents = rows.flatMap(([name, row]) => {
        const entity = DOCUMENT_ENTITIES.find((one) => one === name);
        return entity === undefined || row['status'] === 'Deleted'
          ? []
          : [{ row, read: readDocument(entity, row, 'USD'), written: readWritten(entity, row, 'USD') }];
      });
      expect(documents.length).toBeGreaterThan(3);
      for (const { row, read, written } of documents) {
        const cents = Math.round(Number(row['TotalAmt']) * 100);
        expect(read).toMatchObject({ ok: true, value: { id: row['Id'], currency: 'USD', totalMinor: cents } });
        expect(written).toMatchObject({ id: row['Id'], syncToken: row['SyncToken'] });
      }
    });

    it('the voided invoice is seen as voided', () => {
      const rows = find('void__invoice.json').flatMap((pair) => entitiesIn(pair.responseBody));
      const voided = rows.filter(([, row]) => row['PrivateNote'] === 'Voided').map(([, row]) => readDocument('Invoice', row, 'USD'));
      expect(voided[0]).toMatchObject({ ok: true, value: { voided: true, totalMinor: 0 } });
    });

    it('every refusal is found and classified, every success is none', () => {
      const pairs = recorded().filter((pair) => isRecord(pair.responseBody));
      const refused = pairs.filter((pair) => pair.status >= 400);
      expect(refused.length).toBeGreaterThan(4);
      for (const pair of refused) {
        expect(readFault(answerOf(pair).text)?.errors[0]?.code, pair.file).toEqual(expect.any(String));
        expect(faultOfAnswer(answerOf(pair), 0, [])?.class, pair.file).toMatch(/^(rejected|auth|mapping)$/);
      }
      for (const pair of pairs.filter((one) => one.status < 400)) {
        expect(faultOfAnswer(answerOf(pair), 0, []), pair.file).toBeNull();
      }
    });

    it('the expired token is an end of the connection’s token, with its trace id and without the token', () => {
      const [pair] = find('error__401.json');
      const fault = pair === undefined ? null : faultOfAnswer(answerOf(pair), 0, []);
      expect(fault).toMatchObject({ class: 'auth', httpStatus: 401, traceId: expect.stringMatching(/^1-/) });
    });

    it('the members of the recorded batch are told apart', () => {
      const [pair] = find('batch__basic.json');
      const items = isRecord(pair?.responseBody) ? pair.responseBody['BatchItemResponse'] : null;
      const codes = (Array.isArray(items) ? items : []).map((item) => faultIn(item)?.errors[0]?.code ?? null);
      expect(codes.length).toBe(4);
      expect(codes[0]).toBeNull();
      expect(codes).toContain('610');
    });
  },
);
