import { describe, expect, test } from 'vitest';

import { clientData, type ClientData, errorOf } from '../helpers/client-data.ts';
import type { GatedRequest, Held } from '../helpers/gate.ts';
import { expectedDocuments, expectPostedOnce } from '../helpers/posted-once.ts';
import { jsonOf, type PurserProcess, type PurserRun } from '../helpers/purser-process.ts';

const DAY_MS = 86_400_000;
const isToken = ({ body }: GatedRequest): boolean => body.includes('grant_type=refresh_token');
const isCompany = ({ target }: GatedRequest): boolean => target.includes('/companyinfo/');

interface Checks {
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly found: string }[];
}
const booksCheckOf = (run: PurserRun): Checks['checks'][number] | undefined =>
  jsonOf<Checks>(run).checks.find(({ name }) => name.endsWith(': QuickBooks'));

/** Refresh tokens are good for one use, and one that is used twice ends the connection, as the worst reading of Intuit's rules has it. */
function rotateStrictly({ practice }: ClientData): void {
  practice.quickbooks.control.configure({ refreshRotation: 'every-call', oldRefreshRevokes: true });
  practice.quickbooks.control.expireAccessTokens();
}

/**
 * Posts until Intuit has given new tokens and their answer is on the way; then a second process on the same data directory is told
 * by QuickBooks that its access has ended, and needs new tokens, too.
 */
async function twoInNeed(data: ClientData): Promise<{ first: PurserProcess; second: PurserProcess; answer: Held }> {
  const answer = data.quickbooks.hold('answer', isToken);
  const first = data.start(['post'], { input: '' });
  await answer.reached;
  const refusal = data.quickbooks.hold('answer', isCompany);
  const second = data.start(['doctor'], { input: '' });
  await refusal.reached;
  refusal.release();
  return { first, second, answer };
}

describe('two processes on one data directory that need new tokens at the same moment', () => {
  test('renew once, and both go on with the newest', async () => {
    await using data = await clientData('approved');
    const before = data.practice.quickbooks.documents();
    const expected = await expectedDocuments(data.path, data.variables);
    const { refreshes } = data.practice.quickbooks.counters();
    rotateStrictly(data);
    const { first, second, answer } = await twoInNeed(data);
    answer.release();

    const [posted, looked] = await Promise.all([first.ended, second.ended]);
    expect(posted, posted.stderr).toMatchObject({ code: 0 });
    expect(booksCheckOf(looked)).toMatchObject({ ok: true });
    expect(data.practice.quickbooks.counters().refreshes).toBe(refreshes + 1);
    await expectPostedOnce(
      { dataDirectory: data.path, variables: data.variables },
      { before, after: data.practice.quickbooks.documents(), expected },
    );

    // What was stored last is what Intuit gave last: the next renewal by another process is not refused.
    data.practice.quickbooks.control.expireAccessTokens();
    expect(booksCheckOf(await data.run(['doctor']))).toMatchObject({ ok: true });
    expect(data.practice.quickbooks.counters().refreshes).toBe(refreshes + 2);
  });

  test('of which one is killed with the answer on its way: the other takes its turn, and nothing is lost', async () => {
    await using data = await clientData('approved');
    const before = data.practice.quickbooks.documents();
    const expected = await expectedDocuments(data.path, data.variables);
    data.practice.quickbooks.control.configure({ refreshRotation: 'every-call', refreshGraceMs: DAY_MS });
    data.practice.quickbooks.control.expireAccessTokens();
    const { first, second, answer } = await twoInNeed(data);
    await first.kill();
    answer.drop();

    expect(booksCheckOf(await second.ended)).toMatchObject({ ok: true });
    expect(await data.run(['post'])).toMatchObject({ code: 0 });
    await expectPostedOnce(
      { dataDirectory: data.path, variables: data.variables },
      { before, after: data.practice.quickbooks.documents(), expected },
    );
  });

  test('of which one is killed with the only new refresh token: the other says to connect again, and after that everything is posted', async () => {
    await using data = await clientData('approved');
    const before = data.practice.quickbooks.documents();
    const expected = await expectedDocuments(data.path, data.variables);
    rotateStrictly(data);
    const { first, second, answer } = await twoInNeed(data);
    await first.kill();
    answer.drop();

    expect(booksCheckOf(await second.ended)).toMatchObject({ ok: false });
    const refused = await data.run(['post']);
    expect(errorOf(refused)).toMatchObject({ code: 'books/reconnect' });
    expect(await data.connectBooks()).toMatchObject({ code: 0 });
    expect(await data.run(['post'])).toMatchObject({ code: 0 });
    await expectPostedOnce(
      { dataDirectory: data.path, variables: data.variables },
      { before, after: data.practice.quickbooks.documents(), expected },
    );
  });
});

describe('the end of a consent', () => {
  test('that only a self-check beside a running Purser has learnt is shown and warned of all the same', async () => {
    await using data = await clientData('connected');
    const { control } = data.practice.quickbooks;
    await using server = data.start(['serve']);
    await server.line();
    control.ageConnection({ consentMs: (5 * 365 - 6) * DAY_MS });
    control.expireAccessTokens();
    expect(booksCheckOf(await data.run(['doctor']))).toMatchObject({ ok: true });
    await server.stop();

    const { quickbooks } = jsonOf<{
      readonly quickbooks: { readonly daysLeft: number; readonly expiresAt: string; readonly hardEndsAt: string };
    }>(await data.run(['connections']));
    expect(quickbooks.daysLeft).toBeLessThanOrEqual(6);
    expect(quickbooks.expiresAt).toBe(quickbooks.hardEndsAt);
  });
});
