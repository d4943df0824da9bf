import { afterEach, describe, expect, it } from 'vitest';

import { createHttp, type Http } from '../../electron/adapters/http/http.ts';
import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { createQuickBooksBooks, type QuickBooksBooks } from '../../electron/adapters/quickbooks/create-books.ts';
import { CODE_TABLE, meaningOf } from '../../electron/adapters/quickbooks/fault-codes.ts';
import { readFault } from '../../electron/adapters/quickbooks/raw-fault.ts';
import type { BatchWrite } from '../../electron/core/ports/books.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { instantOf, parseBusinessDate } from '../../shared/domain/time/instants.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { type ScriptedAnswer, type ScriptedServer, startScriptedServer } from '../helpers/scripted-server.ts';
import { createVirtualTime } from '../helpers/virtual-time.ts';
import { createMemoryKeeper, gather, outcomeOf, START_MS, valueOf } from './quickbooks-harness.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  closers.splice(0).forEach((close) => close());
});

const LATER = instantOf(START_MS + 3_000_000);
const TOKENS = {
  realmId: '4620816365',
  accessToken: 'access-1',
  accessExpiresAt: LATER,
  refreshToken: 'refresh-1',
  refreshExpiresAt: LATER,
  refreshHardExpiresAt: null,
};

interface Scripted {
  readonly books: QuickBooksBooks;
  readonly server: ScriptedServer;
  readonly refreshes: () => number;
}

const TOO_LARGE = { reason: 'too-large', isSent: true, systemCode: null, status: 200 } as const;

async function scripted(
  answer: Parameters<typeof startScriptedServer>[0],
  around: (http: Http) => Http = (http) => http,
): Promise<Scripted> {
  const server = await startScriptedServer(answer);
  const time = createVirtualTime(START_MS);
  const { logger } = createRecordingLogger();
  const http = createHttp({ clock: time.clock, logger });
  closers.push(
    () => server.close(),
    () => http.close(),
  );
  let refreshes = 0;
  const books = createQuickBooksBooks({
    http: around(http),
    clock: time.clock,
    timers: time.timers,
    logger,
    lanes: createLaneRegistry(),
    apiAddress: server.url,
    tokens: createMemoryKeeper(TOKENS),
    refresh: () => {
      refreshes += 1;
      return Promise.resolve(ok({ ...TOKENS, accessToken: `access-${refreshes + 1}`, refreshToken: `refresh-${refreshes + 1}` }));
    },
    homeCurrency: 'USD',
    random: () => 0,
  });
  return { books, server, refreshes: () => refreshes };
}

const write = (itemId: string): BatchWrite => ({
  itemId,
  entity: 'Invoice',
  operation: 'create',
  bodyText: '{"Line":[]}',
  allowDuplicateNumber: false,
});
const written = (itemId: string) => ({
  bId: itemId,
  Invoice: { Id: `9${itemId}`, SyncToken: '0', TotalAmt: 1.1, CurrencyRef: { value: 'USD' } },
});
const faulty = (itemId: string, code: string, detail = '') => ({
  bId: itemId,
  Fault: { Error: [{ Message: 'message', Detail: detail, code }], type: 'ValidationFault' },
});

async function sendTwo(answer: ScriptedAnswer | ((index: number) => ScriptedAnswer)) {
  const { books, server, refreshes } = await scripted((_request, index) => (typeof answer === 'function' ? answer(index) : answer));
  const outcome = await books.send('request-1', books.batchText([write('a'), write('b')]));
  return { outcome, server, refreshes };
}

describe('an answer to a batch', () => {
  it('that leaves a member out says nothing about it', async () => {
    const { outcome } = await sendTwo({ body: { BatchItemResponse: [written('b')] } });
    expect(outcomeOf(outcome, 'a').kind).toBe('unknown');
    expect(outcomeOf(outcome, 'b')).toMatchObject({ kind: 'written', record: { id: '9b', total: { minor: 110, currency: 'USD' } } });
  });

  it('whose record has no Id says nothing about it', async () => {
    const { outcome } = await sendTwo({ body: { BatchItemResponse: [{ bId: 'a', Invoice: { SyncToken: '0' } }, { bId: 'b' }] } });
    expect([outcomeOf(outcome, 'a').kind, outcomeOf(outcome, 'b').kind]).toEqual(['unknown', 'unknown']);
  });

  it.each([
    ['an empty body', { body: '' }],
    ['a web page', { body: '<html>ok</html>' }],
    ['JSON that breaks off', { body: '{"BatchItemResponse":[{"bId":"a","Invoice":{"Id":"9' }],
    ['JSON of another shape', { body: { hello: 1 } }],
    [
      'a failure of the system',
      { status: 500, body: { Fault: { Error: [{ Message: 'System Failure Error', Detail: 'x', code: '10000' }], type: 'SystemFault' } } },
    ],
    [
      'a system failure that calls itself a success',
      { body: { Fault: { Error: [{ Message: 'System Failure Error', Detail: 'x', code: '10000' }], type: 'SystemFault' } } },
    ],
    ['a gateway that gave up', { status: 504, body: '<html>504</html>' }],
    [
      'a request id that was seen before',
      { status: 400, body: { Fault: { Error: [{ Message: 'Duplicate Request ID', Detail: '', code: '600' }], type: 'ValidationFault' } } },
    ],
  ])('with %s leaves the outcome unknown', async (_words, answer) => {
    expect((await sendTwo(answer)).outcome).toMatchObject({ kind: 'unknown', fault: { class: 'uncertain' } });
  });

  it.each([
    ['a page that forbids', { status: 403, body: '<html>Forbidden</html>' }, 'permission'],
    [
      'keys of another company',
      {
        status: 403,
        body: {
          fault: {
            error: [{ message: 'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403', detail: '', code: '3100' }],
            type: 'SERVICE',
          },
        },
      },
      'permission',
    ],
    [
      'the throttle of 2016',
      {
        status: 403,
        body: '<IntuitResponse><Fault type="SERVICE"><Error code="3001"><Message>ThrottleExceeded</Message></Error></Fault></IntuitResponse>',
      },
      'throttled',
    ],
    ['a way to elsewhere', { status: 302, headers: { Location: '/x' }, body: '' }, 'source'],
    ['an address that is not there', { status: 404, body: '' }, 'source'],
    [
      'a company on the move',
      { status: 401, body: { fault: { error: [{ message: 'WrongCluster', detail: '', code: '130' }], type: 'AUTHENTICATION' } } },
      'transient',
    ],
  ])('with %s means that nothing was executed', async (_words, answer, kind) => {
    const { outcome, refreshes } = await sendTwo(answer);
    expect(outcome).toMatchObject({ kind: 'not-executed', fault: { class: kind } });
    expect(refreshes()).toBe(0);
  });

  it('that refuses the whole refuses each member', async () => {
    const { outcome } = await sendTwo({
      status: 400,
      body: { Fault: { Error: [{ Message: 'Batch size', Detail: 'too large', code: '1040' }], type: 'ValidationFault' } },
    });
    expect(outcomeOf(outcome, 'a')).toMatchObject({
      kind: 'refused',
      class: 'rejected',
      fault: { code: 'books/batch-too-large', booksDetail: 'too large' },
    });
    expect(outcomeOf(outcome, 'b').kind).toBe('refused');
  });

  it('in which the token ended for every member is sent again as it was, with a new token', async () => {
    const ended = { body: { BatchItemResponse: [faulty('a', '3200'), faulty('b', '003200')] } };
    const { outcome, server, refreshes } = await sendTwo((index) =>
      index === 0 ? ended : { body: { BatchItemResponse: [written('a'), written('b')] } },
    );
    expect(outcomeOf(outcome, 'a').kind).toBe('written');
    expect(refreshes()).toBe(1);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.body).toBe(server.requests[0]?.body);
    expect(server.requests.map((request) => request.url.searchParams.get('requestid'))).toEqual(['request-1', 'request-1']);
    expect(server.requests.map((request) => request.headers['authorization'])).toEqual(['Bearer access-1', 'Bearer access-2']);
  });

  it('in which the token ended for some leaves those unknown and the others written', async () => {
    const { outcome, server } = await sendTwo({ body: { BatchItemResponse: [written('a'), faulty('b', '3200')] } });
    expect([outcomeOf(outcome, 'a').kind, outcomeOf(outcome, 'b').kind]).toEqual(['written', 'unknown']);
    expect(server.requests).toHaveLength(1);
  });

  it('that refuses the new token too asks for a new connection, without a loop', async () => {
    const { outcome, server, refreshes } = await sendTwo({ status: 401, body: '' });
    expect(outcome).toMatchObject({ kind: 'not-executed', fault: { class: 'auth', code: 'books/reconnect' } });
    expect([server.requests.length, refreshes()]).toEqual([2, 1]);
  });

  it('names the document that has the number, whatever stands around it', async () => {
    const detail =
      'Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=1234 is assigned to TxnType=Credit Memo with TxnId=111';
    const { outcome } = await sendTwo({ body: { BatchItemResponse: [faulty('a', '6140', detail), faulty('b', '6140', 'no id here')] } });
    expect(outcomeOf(outcome, 'a')).toMatchObject({ kind: 'number-taken', existingId: '111', fault: { booksDetail: detail } });
    expect(outcomeOf(outcome, 'b')).toMatchObject({ kind: 'number-taken', existingId: null });
  });

  it('keeps the token out of what is told, although it stands in the answer', async () => {
    const { outcome } = await sendTwo({ body: { BatchItemResponse: [faulty('a', '6000', 'Token expired: access-1'), written('b')] } });
    expect(JSON.stringify([...(outcome.kind === 'answered' ? outcome.outcomes.values() : [])])).not.toContain('access-1');
  });
});

describe('a request', () => {
  it('names the company, the minor version and the request id, and asks for JSON', async () => {
    const { server } = await sendTwo({ body: { BatchItemResponse: [] } });
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization: 'Bearer access-1' },
    });
    expect(request?.url.pathname).toBe('/v3/company/4620816365/batch');
    expect(request?.url.searchParams.get('minorversion')).toBe('75');
  });

  it('with a long statement goes in a body', async () => {
    const { books, server } = await scripted(() => ({ body: { QueryResponse: {} } }));
    await books.itemsNamedExactly('ü'.repeat(400));
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/text' },
      body: expect.stringContaining(`Name = '${'ü'.repeat(400)}'`),
    });
  });
});

describe('a list that moves while it is read', () => {
  it('loses no row when rows before it are deleted', async () => {
    let rows = Array.from({ length: 2500 }, (_, index) => ({ Id: String(index + 1), Name: `Term ${index + 1}`, Active: true }));
    const { books } = await scripted(({ url }, index) => {
      if (index === 1) {
        rows = rows.filter((row) => !['2', '3', '5', '700'].includes(row.Id));
      }
      const [, from, size] = /STARTPOSITION (\d+) MAXRESULTS (\d+)/.exec(url.searchParams.get('query') ?? '') ?? [];
      const page = rows.slice(Number(from) - 1, Number(from) - 1 + Number(size));
      return { body: { QueryResponse: page.length === 0 ? {} : { Term: page, startPosition: Number(from), maxResults: page.length } } };
    });
    const read = valueOf(await gather(books.list('term')));
    expect(read.map((record) => record.id)).toEqual(Array.from({ length: 2500 }, (_, index) => String(index + 1)));
  });
});

describe('more rows than fit one answer', () => {
  it('are asked for in smaller pages where an answer would be too long', async () => {
    const rows = Array.from({ length: 700 }, (_, index) => ({ Id: String(index + 1), Name: `Term ${index + 1}` }));
    const { books, server } = await scripted(
      ({ url }) => {
        const [, from, size] = /STARTPOSITION (\d+) MAXRESULTS (\d+)/.exec(url.searchParams.get('query') ?? '') ?? [];
        return { body: { QueryResponse: { Term: rows.slice(Number(from) - 1, Number(from) - 1 + Number(size)) } } };
      },
      // Stands for an answer of more than 50 MB, which no test needs to send.
      (http) => ({
        ...http,
        request: (request) => (request.url.includes('MAXRESULTS%201000') ? Promise.resolve(fail(TOO_LARGE)) : http.request(request)),
      }),
    );
    expect(valueOf(await gather(books.list('term')))).toHaveLength(700);
    expect(server.requests).toHaveLength(3);
  });

  it('are all read when payments of a customer are looked for', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => ({
      Id: String(index + 1),
      SyncToken: '0',
      TxnDate: '2026-06-20',
      TotalAmt: 1,
      CustomerRef: { value: '7' },
      MetaData: { LastUpdatedTime: '2026-06-20T10:00:00-07:00' },
    }));
    const { books } = await scripted(({ url }) => {
      const [, from, size] = /STARTPOSITION (\d+) MAXRESULTS (\d+)/.exec(url.searchParams.get('query') ?? '') ?? [];
      return { body: { QueryResponse: { Payment: rows.slice(Number(from) - 1, Number(from) - 1 + Number(size)) } } };
    });
    const from = parseBusinessDate('2026-06-01');
    expect(valueOf(await books.paymentsOfCustomer('7', from ?? never()))).toHaveLength(1500);
  });
});

function never(): never {
  throw new Error('No date');
}

describe('a reading that is stopped', () => {
  it('ends with a fault, never as if it were complete', async () => {
    const stopping = new AbortController();
    const { books } = await scripted(() => ({
      body: { QueryResponse: { Term: Array.from({ length: 1000 }, (_, index) => ({ Id: String(index + 1), Name: `T${index}` })) } },
    }));
    const pages: boolean[] = [];
    for await (const page of books.list('term', stopping.signal)) {
      pages.push(page.ok);
      stopping.abort();
    }
    expect(pages).toEqual([true, false]);
  });
});

describe('the table of codes', () => {
  const TOLD = [
    0, 100, 110, 120, 130, 140, 150, 500, 600, 610, 620, 630, 700, 800, 900, 1000, 1010, 1020, 1040, 1050, 2000, 2010, 2020, 2030, 2040,
    2050, 2060, 2070, 2080, 2090, 2100, 2110, 2120, 2130, 2140, 2150, 2160, 2170, 2180, 2190, 2200, 2210, 2220, 2230, 2240, 2250, 2260,
    2270, 2280, 2290, 2300, 2500, 2600, 3000, 3001, 3100, 3200, 3202, 4000, 4001, 4002, 5000, 5010, 5020, 5030, 6000, 6010, 6020, 6030,
    6040, 6041, 6050, 6060, 6070, 6080, 6090, 6100, 6110, 6120, 6130, 6140, 6150, 6160, 6170, 6180, 6190, 6200, 6210, 6220, 6230, 6240,
    6250, 6270, 6280, 6290, 6300, 6310, 6320, 6330, 6340, 6350, 6360, 6370, 6380, 6390, 6400, 6420, 6430, 6440, 6450, 6460, 6470, 6480,
    6490, 6500, 6510, 6520, 6530, 6540, 6560, 10000, 10100, 10200,
  ];

  it('holds every code that Intuit tells, each with a sentence and a remedy', () => {
    expect(TOLD.filter((code) => !Object.hasOwn(CODE_TABLE, String(code)))).toEqual([]);
    for (const [code, meaning] of Object.entries(CODE_TABLE)) {
      expect(meaning.says.endsWith('.') && meaning.remedy.endsWith('.'), code).toBe(true);
    }
  });

  it('takes a code with leading zeros as the same, and an unknown one as a refusal', () => {
    expect(meaningOf('003001').class).toBe('throttled');
    expect(meaningOf('424242')).toMatchObject({ code: 'books/rejected', class: 'rejected' });
    expect(meaningOf(null).class).toBe('rejected');
    expect(meaningOf('constructor').code).toBe('books/rejected');
  });
});

describe('a fault', () => {
  it.each([
    [
      'business JSON',
      '{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"6240","element":""}],"type":"ValidationFault"},"time":"x"}',
      '6240',
      'd',
    ],
    [
      'gateway JSON',
      '{"warnings":null,"fault":{"error":[{"message":"message=AuthenticationFailed; errorCode=003200; statusCode=401","detail":"d","element":null}],"type":"AUTHENTICATION"}}',
      '3200',
      'd',
    ],
    [
      'XML',
      '<?xml version="1.0" encoding="UTF-8"?><IntuitResponse time="t" xmlns="http://schema.intuit.com/finance/v3"><Fault type="SERVICE"><Error code="3001"><Message>m</Message><Detail>The request limit was reached.  Try again later &amp; more</Detail></Error></Fault></IntuitResponse>',
      '3001',
      'The request limit was reached.  Try again later & more',
    ],
  ])('is read from %s', (_form, text, code, detail) => {
    expect(readFault(text)?.errors[0]).toMatchObject({ code, detail });
  });

  it.each(['', '<html><body>Bad Gateway', '{"Invoice":{}}', '{"Fault":"x"}', '[]', 'null', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])(
    'is not seen in %j',
    (text) => {
      expect(readFault(text)).toBeNull();
    },
  );
});
