import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { tokenize } from '../../electron/practice/quickbooks/query/tokens.ts';
import { errorOf, salesLine, startHarness } from './practice-quickbooks-harness.ts';

describe('texts in a statement', () => {
  it('come out as they were put in, with quote and backslash escaped', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const tokens = tokenize(`'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`);
        expect(tokens).toMatchObject({ ok: true, value: [{ kind: 'text', value }, { kind: 'end' }] });
      }),
    );
  });
});

describe('the query language of the practice books', () => {
  it('finds by name whatever the case, escapes quotes with a backslash, and knows backslashes', async () => {
    const shop = await startHarness();
    await shop.create('Customer', { DisplayName: "Amy's Bird \\ Sanctuary" });
    const found = await shop.rows("select * from customer where displayname = 'AMY\\'S bird \\\\ sanctuary'");
    expect(found.map((row) => textAt(row, 'DisplayName'))).toEqual(["Amy's Bird \\ Sanctuary"]);
  });

  it.each([
    ["SELECT * FROM Customer WHERE DisplayName = 'Amy''s'", '4000', 'Encountered'],
    ["SELECT * FROM Customer WHERE DisplayName = 'a' OR DisplayName = 'b'", '4000', 'OR'],
    ["SELECT * FROM Customer WHERE NOT Active = 'true'", '4000', 'Encountered'],
    ["SELECT * FROM Customer WHERE DisplayName != 'a'", '4000', 'Encountered'],
    ["SELECT * FROM Customer WHERE DisplayName = 'a\\'", '4000', 'EOF'],
    ['SELECT * FROM Customer ORDER BY DisplayName', '4000', 'ORDER'],
    ['SELECT * FROM Custmoer', '4001', 'invalid context declaration: Custmoer'],
    ['SELECT * FROM Customer STARTPOSITION 0', '4001', 'value 0 is too small. Min allowed value is 1'],
    ['SELECT * FROM Customer MAXRESULTS 1001', '4001', 'too large'],
    ["SELECT * FROM Invoice WHERE PrivateNote = 'x'", '4001', "property 'PrivateNote' is not queryable"],
    ["SELECT * FROM Invoice WHERE DepartmentRef = '1'", '4001', "property 'DepartmentRef' is not queryable"],
    ["SELECT * FROM Invoice WHERE Nothing = 'x'", '4001', 'Property Nothing not found for Entity Invoice'],
    ["SELECT * FROM Invoice WHERE Id > '3'", '4001', "not supported for property 'Id'"],
    ["SELECT * FROM Invoice WHERE TxnDate > 'yesterday'", '4001', 'Invalid value'],
    ['SELECT BillAddr FROM Customer', '4001', 'Property BillAddr not found for Entity Customer'],
  ])('refuses %s', async (statement, code, detail) => {
    const shop = await startHarness();
    const refused = await shop.query(statement);
    expect(refused.status).toBe(400);
    expect(errorOf(refused).code).toBe(code);
    expect(errorOf(refused).detail).toContain(detail);
  });

  it('answers nothing with an empty object, and counts', async () => {
    const shop = await startHarness();
    expect((await shop.query("SELECT * FROM Customer WHERE DisplayName = 'nobody'")).body['QueryResponse']).toEqual({});
    expect((await shop.query("SELECT count(*) FROM Customer WHERE DisplayName LIKE 'Jord%Lee'")).body['QueryResponse']).toEqual({
      totalCount: 2,
    });
  });

  it('pages from 1, with a hundred rows by default and the two clauses in either order', async () => {
    const shop = await startHarness();
    const create = Array.from({ length: 30 }, (_, index) => ({ bId: String(index), operation: 'create' }));
    for (const letter of ['A', 'B', 'C', 'D']) {
      await shop.call('POST', '/batch', {
        BatchItemRequest: create.map((item) => ({ ...item, Customer: { DisplayName: `Page ${letter}${item.bId.padStart(2, '0')}` } })),
      });
    }
    const all = "FROM Customer WHERE DisplayName LIKE 'Page %' ORDERBY Id";
    expect(await shop.rows(`SELECT * ${all}`)).toHaveLength(100);
    const page = await shop.query(`SELECT * ${all} MAXRESULTS 5 STARTPOSITION 6`);
    expect(page.body['QueryResponse']).toMatchObject({
      startPosition: 6,
      maxResults: 5,
      Customer: [{ DisplayName: 'Page A05' }, {}, {}, {}, { DisplayName: 'Page A09' }],
    });
    const last = await shop.query(`SELECT * ${all} STARTPOSITION 119 MAXRESULTS 1000`);
    expect(last.body['QueryResponse']).toMatchObject({ startPosition: 119, maxResults: 2 });
  });

  it('hides inactive records unless Active is asked for, and gives lists by name', async () => {
    const shop = await startHarness();
    expect(await shop.rows("SELECT * FROM Item WHERE Name LIKE 'Paper Ornament%'")).toEqual([]);
    const both = await shop.rows("SELECT * FROM Item WHERE Active IN (true, false) AND Name LIKE 'Paper Ornament%'");
    expect(both).toMatchObject([{ Name: 'Paper Ornament (deleted)', Active: false }]);
    const names = (await shop.rows('SELECT * FROM Vendor')).map((row) => textAt(row, 'DisplayName') ?? '');
    expect(names).toEqual(names.toSorted());
  });

  it('gives transactions by their last change, newest first, and filters by date, customer, number and amount', async () => {
    const shop = await startHarness();
    const tea = await shop.itemId('Mint Tea');
    const ana = await shop.customerId('Ana Ruiz');
    for (const [number, amount, date] of [
      ['Q-1', 10, '2026-06-20'],
      ['Q-2', 20, '2026-06-21'],
      ['Q-3', 30, '2026-06-22'],
    ] as const) {
      await shop.create('Invoice', { DocNumber: number, TxnDate: date, CustomerRef: { value: ana }, Line: [salesLine(tea, amount)] });
      shop.nowMs += 60_000;
    }
    const numbers = async (where: string): Promise<(string | null)[]> =>
      (await shop.rows(`SELECT * FROM Invoice WHERE ${where}`)).map((row) => textAt(row, 'DocNumber'));
    expect(await numbers(`CustomerRef = '${ana}'`)).toEqual(['Q-3', 'Q-2', 'Q-1']);
    expect(await numbers(`CustomerRef = '${ana}' AND TxnDate >= '2026-06-21' AND TotalAmt < '30'`)).toEqual(['Q-2']);
    expect(await numbers("DocNumber IN ('q-1', 'Q-3') ORDERBY TotalAmt")).toEqual(['Q-1', 'Q-3']);
    expect(await numbers(`CustomerRef = '${ana}' ORDERBY TxnDate DESC`)).toEqual(['Q-3', 'Q-2', 'Q-1']);
    expect(await numbers("MetaData.LastUpdatedTime > '2026-06-22T07:01:30-07:00'")).toEqual(['Q-3']);
    expect(await shop.rows("SELECT DocNumber, MetaData.CreateTime FROM Invoice WHERE DocNumber = 'Q-1'")).toEqual([
      { domain: 'QBO', sparse: true, Id: expect.any(String), DocNumber: 'Q-1', MetaData: { CreateTime: '2026-06-22T07:00:00-07:00' } },
    ]);
  });

  it('takes the statement as the body of a POST too', async () => {
    const shop = await startHarness();
    const posted = await shop.call('POST', '/query?minorversion=75', "SELECT * FROM Term WHERE Name = 'Net 30'", {
      'Content-Type': 'application/text',
    });
    expect(posted.body['QueryResponse']).toMatchObject({ Term: [{ Name: 'Net 30', DueDays: 30, Type: 'STANDARD' }], maxResults: 1 });
  });
});
