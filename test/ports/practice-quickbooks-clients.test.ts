import OAuthClient from 'intuit-oauth';
import QuickBooks from 'node-quickbooks';
import { describe, expect, it } from 'vitest';

import { isObject, type Json, type JsonObject, objectAt, objectsAt, textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { type Harness, idIn, missing, REDIRECT, salesLine, startHarness } from './practice-quickbooks-harness.ts';

/** Intuit's own sign-in library, pointed at the practice company: its addresses are properties of the class. */
function signInClient(shop: Harness): OAuthClient {
  const { access } = shop.books;
  OAuthClient.authorizeEndpoint = access.intuitAuthorizeUrl;
  OAuthClient.tokenEndpoint = access.intuitTokenUrl;
  OAuthClient.revokeEndpoint = access.intuitRevokeUrl;
  OAuthClient.environment = { ...OAuthClient.environment, sandbox: `${access.quickbooksApiUrl}/` };
  return new OAuthClient({
    environment: 'sandbox',
    clientId: access.quickbooks.clientId,
    clientSecret: access.quickbooks.clientSecret,
    redirectUri: REDIRECT,
    includeRefreshTokenHardExpiresIn: true,
  });
}

/** Goes through the consent page as a person and gives the address that the app is called back at. */
async function consent(authorizeUri: string): Promise<string> {
  const answered = await fetch(authorizeUri, { method: 'POST', body: new URLSearchParams({ decision: 'connect' }), redirect: 'manual' });
  await answered.text();
  return answered.headers.get('location') ?? missing(`status ${answered.status}`);
}

/** The most used client of the API, pointed at the practice company: its base address is a property of the instance. */
function apiClient(shop: Harness): QuickBooks {
  const { access } = shop.books;
  const { clientId, clientSecret, realmId } = access.quickbooks;
  QuickBooks.TOKEN_URL = access.intuitTokenUrl;
  QuickBooks.REVOKE_URL = access.intuitRevokeUrl;
  const client = new QuickBooks(clientId, clientSecret, shop.accessToken, false, realmId, true, false, '75', '2.0', shop.refreshToken);
  client.endpoint = `${access.quickbooksApiUrl}/v3/company/`;
  return client;
}

type Callback = (error: unknown, answer?: unknown) => void;

/** A call of the client as a promise of the JSON that it hands out. */
async function asked(ask: (callback: Callback) => void): Promise<JsonObject> {
  const answer = await new Promise<unknown>((resolve, reject) => {
    ask((error, given) => {
      if (error === null || error === undefined) {
        resolve(given);
      } else {
        reject(error instanceof Error ? error : new Error(JSON.stringify(error)));
      }
    });
  });
  // Safe: the client hands out what JSON.parse gave it.
  const json = answer as Json;
  return isObject(json) ? json : missing(`an object in ${JSON.stringify(json)}`);
}

const rowsOf = (answer: JsonObject, entity: string): readonly JsonObject[] => objectsAt(objectAt(answer, 'QueryResponse'), entity);

describe("Intuit's own sign-in library", () => {
  it('builds an authorise address that is taken, and exchanges, refreshes and revokes', async () => {
    const shop = await startHarness();
    const client = signInClient(shop);
    const back = await consent(client.authorizeUri({ scope: [OAuthClient.scopes.Accounting], state: 'st-2' }));
    const exchanged = await client.createToken(back);
    const { access_token: first, refresh_token: refreshToken, realmId, ...rest } = client.getToken();
    expect(exchanged.getIntuitTid()).not.toBe('');
    expect(realmId).toBe(shop.books.access.quickbooks.realmId);
    expect(rest).toMatchObject({ token_type: 'bearer', expires_in: 3600, x_refresh_token_expires_in: 8_726_400 });
    expect(rest.x_refresh_token_hard_expires_in).toBe(157_680_000);
    await client.refresh();
    expect(client.getToken().access_token).not.toBe(first);
    await client.revoke({ refresh_token: refreshToken ?? '' });
    await expect(client.refreshUsingToken(refreshToken ?? '')).rejects.toMatchObject({ error_description: 'Token invalid' });
  });

  it('reads the company, and names the fault of a refusal with its intuit_tid', async () => {
    const shop = await startHarness();
    const client = signInClient(shop);
    await client.createToken(await consent(client.authorizeUri({ scope: OAuthClient.scopes.Accounting, state: 'st-3' })));
    const { realmId } = shop.books.access.quickbooks;
    const company = await client.makeApiCall({ url: `v3/company/${realmId}/companyinfo/${realmId}?minorversion=75` });
    expect(company.json).toMatchObject({ CompanyInfo: { CompanyName: 'Harbor & Pine LLC', Country: 'US' } });
    const refused = client.makeApiCall({
      url: `v3/company/${realmId}/customer`,
      method: 'POST',
      body: { DisplayName: 'Cascade Paper Supply' },
    });
    await expect(refused).rejects.toMatchObject({ code: '6240', faultType: 'ValidationFault', intuitTid: expect.stringMatching(/^1-/) });
  });

  it('loses its tokens when a code is exchanged twice, and when another company is chosen it opens nothing here', async () => {
    const shop = await startHarness();
    const client = signInClient(shop);
    const back = await consent(client.authorizeUri({ scope: OAuthClient.scopes.Accounting, state: 'st-4' }));
    await client.createToken(back);
    const { refresh_token: refreshToken } = client.getToken();
    await expect(client.createToken(back)).rejects.toBeInstanceOf(Error);
    await expect(client.refreshUsingToken(refreshToken ?? '')).rejects.toBeInstanceOf(Error);
    shop.books.control.connectAnotherCompany('9130000000000001');
    await client.createToken(await consent(client.authorizeUri({ scope: OAuthClient.scopes.Accounting, state: 'st-5' })));
    expect(client.getToken().realmId).toBe('9130000000000001');
    const { realmId } = shop.books.access.quickbooks;
    await expect(client.makeApiCall({ url: `v3/company/${realmId}/preferences` })).rejects.toMatchObject({ code: '403' });
  });
});

describe('the most used client of the API', () => {
  it('reads company, preferences and lists, and finds names with quotes, signs and wildcards', async () => {
    const shop = await startHarness();
    const client = apiClient(shop);
    const { realmId } = shop.books.access.quickbooks;
    expect(await asked((callback) => client.getCompanyInfo(realmId, callback))).toMatchObject({ CompanyName: 'Harbor & Pine LLC' });
    expect(await asked((callback) => client.getPreferences(callback))).toMatchObject({ TaxPrefs: { PartnerTaxEnabled: true } });
    for (const name of ["Amy's Bird & Sons", 'Plus + Hash #1', '100% Wool']) {
      await asked((callback) => client.createCustomer({ DisplayName: name }, callback));
      const found = await asked((callback) => client.findCustomers({ DisplayName: name } as never, callback)); // The criteria's type knows no property names.
      expect(rowsOf(found, 'Customer').map((row) => row['DisplayName'])).toEqual([name]);
    }
    const some = await asked(
      (callback) =>
        client.findItems(
          [
            { field: 'Name', value: 'Shipping%', operator: 'LIKE' },
            { field: 'limit', value: 2 },
          ] as never,
          callback,
        ), // As above.
    );
    expect(objectAt(some, 'QueryResponse')).toMatchObject({ startPosition: 1, maxResults: 2 });
    const all = await asked((callback) => client.findCustomers({ fetchAll: true, limit: 4 }, callback));
    expect(rowsOf(all, 'Customer')).toHaveLength(shop.books.customers().length);
    const counted = await asked((callback) => client.findItems([{ count: true }] as never, callback)); // As above.
    expect(objectAt(counted, 'QueryResponse')?.['totalCount']).toBeGreaterThan(10);
  });

  it('makes customer, item, invoice and payment, changes the invoice sparsely and voids it', async () => {
    const shop = await startHarness();
    const client = apiClient(shop);
    const income = await asked((callback) => client.findAccounts({ Name: 'Shipping Income' } as never, callback)); // As above.
    const customer = await asked((callback) => client.createCustomer({ DisplayName: 'Doe, Jane' }, callback));
    const item = await asked((callback) =>
      client.createItem(
        { Name: 'Courier', Type: 'Service', IncomeAccountRef: { value: idIn(rowsOf(income, 'Account')[0] ?? {}) } },
        callback,
      ),
    );
    const invoice = await asked((callback) =>
      // The lines' type of the client is narrower than the API.
      client.createInvoice(
        { CustomerRef: { value: idIn(customer) }, DocNumber: 'NQ-1', Line: [salesLine(idIn(item), 12.5)] } as never,
        callback,
      ),
    );
    expect(invoice).toMatchObject({ DocNumber: 'NQ-1', TotalAmt: 12.5, Balance: 12.5, SyncToken: '0' });
    const payment = await asked((callback) =>
      client.createPayment(
        {
          CustomerRef: { value: idIn(customer) },
          TotalAmt: 12.5,
          Line: [{ Amount: 12.5, LinkedTxn: [{ TxnId: idIn(invoice), TxnType: 'Invoice' }] }],
        } as never, // As above.
        callback,
      ),
    );
    expect(payment).toMatchObject({ TotalAmt: 12.5, UnappliedAmt: 0 });
    const paid = await asked((callback) => client.getInvoice(idIn(invoice), callback));
    expect(paid).toMatchObject({ Balance: 0, SyncToken: '1', LinkedTxn: [{ TxnId: idIn(payment), TxnType: 'Payment' }] });
    const noted = await asked(
      (callback) => client.updateInvoice({ Id: idIn(invoice), SyncToken: '1', PrivateNote: 'Left at the door' } as never, callback), // As above.
    );
    expect(noted).toMatchObject({ PrivateNote: 'Left at the door', SyncToken: '2', TotalAmt: 12.5 });
    const stale = asked((callback) => client.updateInvoice({ Id: idIn(invoice), SyncToken: '0', PrivateNote: 'x' } as never, callback)); // As above.
    await expect(stale).rejects.toMatchObject({ response: { status: 400, data: { Fault: { Error: [{ code: '5010' }] } } } });
    // Given an id, the client reads the invoice and sends it back whole.
    const voided = await asked((callback) => client.voidInvoice(idIn(invoice), callback));
    expect(objectAt(voided, 'Invoice')).toMatchObject({ TotalAmt: 0, Balance: 0, PrivateNote: 'Voided - Left at the door' });
  });

  it('creates once under a request id, whatever its own random header says', async () => {
    const shop = await startHarness();
    const client = apiClient(shop);
    const create = (): Promise<JsonObject> =>
      asked((callback) => client.createCustomer({ DisplayName: 'Once', requestId: 'cust-once' } as never, callback)); // The client takes the id off the body.
    expect(await create()).toEqual(await create());
    expect(shop.books.counters()).toMatchObject({ replays: 1, writes: { create: 1 } });
  });

  it('sends a batch whose items stand alone, and asks for changes', async () => {
    const shop = await startHarness();
    const client = apiClient(shop);
    const since = new Date(shop.nowMs);
    const batch = await asked((callback) =>
      client.batch(
        [
          { bId: 'b1', operation: 'create', Customer: { DisplayName: 'Batch One' } },
          { bId: 'b2', operation: 'create', Customer: { DisplayName: 'Cascade Paper Supply' } },
          { bId: 'b3', Query: "select * from Term where Name = 'Net 30'" },
        ] as never, // A query item has no operation, which the client's type does not know.
        callback,
      ),
    );
    const items = objectsAt(batch, 'BatchItemResponse');
    expect(items.map((item) => [item['bId'], objectsAt(objectAt(item, 'Fault'), 'Error')[0]?.['code'] ?? null])).toEqual([
      ['b1', null],
      ['b2', '6240'],
      ['b3', null],
    ]);
    const cdc = await asked((callback) => client.changeDataCapture(['Customer', 'Invoice'], since, callback));
    const [customers, invoices] = objectsAt(objectsAt(cdc, 'CDCResponse')[0] ?? null, 'QueryResponse');
    expect(objectsAt(customers ?? null, 'Customer').map((row) => textAt(row, 'DisplayName'))).toEqual(['Batch One']);
    expect(invoices).toEqual({});
  });

  it('refreshes its token, and revokes it sent as a form', async () => {
    const shop = await startHarness();
    const client = apiClient(shop);
    shop.books.control.configure({ refreshRotation: 'every-call' });
    const refreshed = await asked((callback) => client.refreshAccessToken(callback));
    expect(refreshed['refresh_token']).not.toBe(shop.refreshToken);
    expect(client.refreshToken).toBe(refreshed['refresh_token']);
    expect(await asked((callback) => client.getPreferences(callback))).toMatchObject({ Id: '1' });
    await new Promise<void>((resolve, reject) => {
      client.revokeAccess(true, (error) => (error === null ? resolve() : reject(new Error('not revoked'))));
    });
    shop.accessToken = textAt(refreshed, 'access_token') ?? '';
    expect((await shop.call('GET', '/preferences')).text).toContain('Token revoked');
  });
});
