import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { Client, MethodInput, MethodOutput } from '../../shared/contract/client.ts';
import type { PurserEvent } from '../../shared/contract/events.ts';
import type { MethodName } from '../../shared/contract/index.ts';

export interface HostUnderTest {
  readonly client: Client;
  close(): Promise<void>;
}

/**
 * What every way in owes to the screens, whatever carries the calls. Runs on a practice company of its own.
 *
 * @param open starts a host on a fresh data directory
 */
export function describeHost(name: string, open: () => Promise<HostUnderTest>): void {
  describe.each([name])('%s', () => {
    let host: HostUnderTest;
    let company = '';
    const events: PurserEvent[] = [];

    async function value<Name extends MethodName>(method: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>> {
      const answer = await host.client.call(method, input);
      if (!answer.ok) {
        throw new Error(`${method}: ${answer.error.code} ${answer.error.message}`);
      }
      return answer.value;
    }

    beforeAll(async () => {
      host = await open();
      host.client.subscribe((event) => events.push(event));
      company = (await value('company.add', { name: 'Conformance & Co.', practice: true })).company.slug;
    });
    afterAll(() => host.close());

    it('says what it is', async () => {
      expect(await value('app.status', {})).toMatchObject({
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        now: expect.stringMatching(/Z$/),
      });
    });

    it('keeps how it is to be on this computer, each choice by itself', async () => {
      const before = await value('app.preferences', {});
      const changed = await value('app.savePreferences', { colours: 'dark', tell: { reconnect: false, failures: true } });
      expect(changed).toEqual({ ...before, colours: 'dark', tell: { reconnect: false, failures: true } });
      expect(await value('app.savePreferences', { language: 'es' })).toEqual({ ...changed, language: 'es' });
      expect(await value('app.preferences', {})).toEqual({ ...changed, language: 'es' });
      const { startsAtLogin: _startsAtLogin, ...kept } = before;
      await value('app.savePreferences', kept);
    });

    it('names a company by its name in lower-case ASCII', () => {
      expect(company).toBe('conformance-co');
    });

    it('answers an unknown method and a wrong input with their codes', async () => {
      // @ts-expect-error a method that the contract does not have
      const unknown = await host.client.call('order.burn', {});
      const wrong = await host.client.call('order.list', { company: 'NOT A SLUG' });

      expect(unknown).toMatchObject({ ok: false, error: { code: 'contract/unknown-method', callId: expect.any(String) } });
      expect(wrong).toMatchObject({ ok: false, error: { code: 'contract/bad-input', details: { issues: [{ path: '/company' }] } } });
    });

    it('answers with its code what can’t be found', async () => {
      expect(await host.client.call('order.show', { company, order: 'no-such-order' })).toMatchObject({
        ok: false,
        error: { code: 'order/unknown' },
      });
      expect(await host.client.call('order.list', { company: 'nobody' })).toMatchObject({ ok: false, error: { code: 'company/unknown' } });
    });

    it('pulls once at a time, tells what changed, and lists the orders', async () => {
      events.length = 0;
      const [first, second] = await Promise.all([host.client.call('sync.run', { company }), host.client.call('sync.run', { company })]);

      const [done, refused] = first.ok ? [first, second] : [second, first];
      expect(done).toMatchObject({ ok: true, value: { created: expect.any(Number), parked: 0 } });
      expect(refused).toMatchObject({ ok: false, error: { code: 'run/busy' } });
      await vi.waitFor(() =>
        expect(events.some((event) => event.kind === 'changed' && event.company === company && event.topics.includes('orders'))).toBe(true),
      );
      const { orders } = await value('order.list', { company, limit: 20 });
      expect(orders).toHaveLength(20);
      expect(orders[0]?.total).toEqual({ minor: expect.any(Number), currency: 'USD' });
    });

    it('lists page after page without losing or repeating an order', async () => {
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const page: MethodOutput<'order.list'> = await value('order.list', {
          company,
          sort: 'total',
          descending: false,
          limit: 37,
          cursor,
        });
        seen.push(...page.orders.map(({ orderId }) => orderId));
        cursor = page.next;
      } while (cursor !== null);
      const { states } = await value('order.counts', { company });

      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBe(states.reduce((sum, { count }) => sum + count, 0));
    });

    it('shows an order by its id and by its number, with the bodies that would be sent', async () => {
      const { orders } = await value('order.list', { company, filter: { states: ['ready'] }, limit: 1 });
      const [row] = orders;
      const byId = await value('order.show', { company, order: row?.orderId ?? 0 });
      const byNumber = await value('order.show', { company, order: row?.orderNumber ?? '' });

      expect(byNumber).toEqual(byId);
      expect(byId.plan?.documents.length).toBeGreaterThan(0);
      expect(byId.plan?.tieOut?.differenceMinor).toBe(0);
      expect(byId.timeline.length).toBeGreaterThan(0);
    });

    it('refuses to approve another plan than the one that was seen', async () => {
      const { orders } = await value('order.list', { company, filter: { states: ['ready'] }, limit: 1 });
      const orderId = orders[0]?.planOrderId ?? 0;

      const seenBefore = await value('order.approve', {
        company,
        orderIds: [orderId],
        fingerprints: { [String(orderId)]: 'an-older-plan' },
      });

      expect(seenBefore).toMatchObject({ approved: [], refused: [{ orderId, code: 'order/plan-changed' }] });
    });

    it('approves, takes back, and posts once however often the same command comes', async () => {
      const { orders } = await value('order.list', { company, filter: { states: ['ready'] }, limit: 3 });
      const orderIds = [...new Set(orders.map(({ planOrderId }) => planOrderId))];
      expect((await value('order.approve', { company, orderIds })).approved).toEqual(orderIds);
      expect((await value('order.unapprove', { company, orderIds })).unapproved).toEqual(orderIds);
      await value('order.approve', { company, orderIds });

      const posts = await Promise.all(
        ['post-1', 'post-1', 'post-1'].map((commandId) => host.client.call('posting.post', { company }, { commandId })),
      );
      const again = await host.client.call('posting.post', { company }, { commandId: 'post-1' });

      expect(posts[0]).toMatchObject({ ok: true, value: { failed: [], uncertain: [] } });
      expect(new Set(posts[0]?.ok === true ? posts[0].value.posted : [])).toEqual(new Set(orderIds));
      expect(posts).toEqual([posts[0], posts[0], posts[0]]);
      expect(again).toEqual(posts[0]);
      const shown = await value('order.show', { company, order: orderIds[0] ?? 0 });
      expect(
        shown.postings.filter(({ kind, status }) => (kind === 'invoice' || kind === 'sales-receipt') && status === 'posted'),
      ).toHaveLength(1);
    });

    it('heals the queue at once when a mapping is saved', async () => {
      const inbox = await value('mapping.inbox', { company });
      const product = inbox.products.find(({ suggestions }) => suggestions.length > 0) ?? inbox.products[0];
      const { records } = await value('reference.search', { company, kind: 'item', text: '', limit: 1 });
      const change = {
        kind: 'product',
        mapping: { sku: product?.sku ?? '', item: { id: product?.suggestions[0]?.itemId ?? records[0]?.id ?? '' } },
      } as const;

      const preview = await value('mapping.preview', { company, changes: [change] });
      const before = await value('mapping.inbox', { company });
      const saved = await value('mapping.save', { company, changes: [change] });
      const after = await value('mapping.inbox', { company });

      expect(before.products).toEqual(inbox.products);
      expect(saved).toEqual({ ...preview, version: saved.version, versionBefore: saved.version - 1 });
      expect(saved.changed).toBeGreaterThan(0);
      expect(after.products.map(({ sku }) => sku)).not.toContain(product?.sku);
    });

    it('exports a config that it takes back unchanged, and refuses a wrong one whole', async () => {
      const { config } = await value('config.export', { company });
      const wrong = { ...config, policy: { autoPost: 'yes', surprise: 1 } };

      expect(await value('config.import', { company, config })).toEqual({ changed: [], saved: false });
      expect(await host.client.call('config.import', { company, config: wrong })).toMatchObject({
        ok: false,
        error: { code: 'config/invalid', details: { issues: expect.any(Array) } },
      });
      expect((await value('config.export', { company })).config).toEqual(config);
    });

    it('keeps an audit that verifies, and a reconciliation of what was done', async () => {
      expect(await value('audit.verify', { company })).toMatchObject({ ok: true, firstBroken: null });
      const { totals, differences } = await value('reconcile.run', { company, from: '2020-01-01', to: '2040-01-01' });
      expect(totals.invoiced.count).toBeGreaterThan(0);
      expect(differences.every(({ kind }) => kind !== 'total-differs')).toBe(true);
      const { checks } = await value('doctor.run', { company });
      expect(checks.map(({ number }) => number)).toEqual(checks.map((_, index) => index + 1));
    });

    it('answers every question that a screen asks', async () => {
      const inputs: { readonly [Name in MethodName]?: MethodInput<Name> } = {
        'overview.show': { company },
        'company.list': {},
        'connection.list': { company },
        'source.stores': { company },
        'order.counts': { company, filter: { search: 'mug', from: '2020-01-01' } },
        'order.approvalEffect': { company },
        'run.list': { company, limit: 2 },
        'run.current': { company },
        'posting.failures': { company },
        'mapping.inbox': { company },
        'mapping.show': { company },
        'reference.search': { company, kind: 'account', text: 'ship' },
        'config.export': { company },
        'config.schema': {},
        'audit.list': { company, filter: { kind: 'plan-approved' }, limit: 5 },
      };
      for (const [method, input] of Object.entries(inputs)) {
        // Safe: name and input are paired above.
        const answer = await host.client.call(method as MethodName, input as never);
        expect(answer, method).toMatchObject({ ok: true });
      }
      const { states, days, stores } = await value('overview.show', { company });
      expect(states.length).toBeGreaterThan(2);
      expect(days.length).toBeGreaterThan(0);
      expect(stores).toHaveLength(6);
      const effect = await value('order.approvalEffect', { company });
      expect(effect.accounts.length).toBeGreaterThan(1);
      expect(effect.accounts.reduce((sum, { amount }) => sum + amount.minor, 0)).toBeGreaterThan(0);
    });

    it('approves all that are ready only as long as they are those whose effect was seen', async () => {
      const { seen } = await value('order.approvalEffect', { company });
      const { orders } = await value('order.list', { company, filter: { states: ['ready'] }, limit: 1 });
      const orderIds = orders.map(({ orderId }) => orderId);
      await value('order.exclude', { company, orderIds, reason: 'not ours' });

      const late = await host.client.call('order.approveReady', { company, seen });
      await value('order.include', { company, orderIds });

      expect(late).toMatchObject({ ok: false, error: { code: 'order/plan-changed' } });
      expect((await value('order.approvalEffect', { company })).seen).toBe(seen);
    });

    it('takes a person’s answer to a blocker, and only one that the order offers', async () => {
      const { orders } = await value('order.list', { company, filter: { code: 'books/closed-period' } });
      const orderId = orders[0]?.planOrderId ?? 0;
      const resolve = (choose: 'adopt' | 'first-open-day'): ReturnType<typeof host.client.call<'order.resolve'>> =>
        host.client.call('order.resolve', { company, orderId, code: 'books/closed-period', choose });

      expect(await resolve('adopt')).toMatchObject({ ok: false, error: { code: 'order/no-such-choice' } });
      expect(await host.client.call('order.resolve', { company, orderId, code: 'order/no-lines', choose: 'one-line' })).toMatchObject({
        ok: false,
        error: { code: 'order/no-such-finding' },
      });
      expect(await resolve('first-open-day')).toEqual({ ok: true, value: { orderId, status: 'ready' } });
      const { timeline } = await value('order.show', { company, order: orderId });
      expect(timeline.some(({ kind }) => kind === 'finding-resolved')).toBe(true);
    });

    it('links a document that is in the books already instead of posting it twice', async () => {
      const { orders } = await value('order.list', { company, filter: { code: 'books/looks-posted' } });
      const orderId = orders[0]?.planOrderId ?? 0;
      const shown = await value('order.show', { company, order: orderId });
      const details = shown.plan?.blockers.find(({ code }) => code === 'books/looks-posted')?.details ?? {};
      const documentId = /"(?:documentId|id)":"(\d+)"/.exec(JSON.stringify(details))?.[1] ?? '';

      expect(await host.client.call('order.resolve', { company, orderId, code: 'books/looks-posted', choose: 'adopt' })).toMatchObject({
        ok: false,
        error: { code: 'order/value-needed' },
      });
      const adopted = await value('order.resolve', { company, orderId, code: 'books/looks-posted', choose: 'adopt', value: documentId });
      const after = await value('order.show', { company, order: orderId });

      expect(['posted', 'terminal', 'attention']).toContain(adopted.status);
      expect(after.postings).toMatchObject([{ operation: 'adopt', status: 'posted', documentId }]);
    });

    it('excludes orders that are not in the books, and lets them in again', async () => {
      const { orders } = await value('order.list', { company, filter: { states: ['ready'] }, limit: 1 });
      const posted = await value('order.list', { company, filter: { states: ['posted', 'terminal'] }, limit: 1 });
      const ready = orders[0]?.planOrderId ?? 0;
      const booked = posted.orders.find(({ documentNumber }) => documentNumber !== null)?.planOrderId ?? 0;

      expect(await value('order.exclude', { company, orderIds: [ready, booked], reason: 'sold to a friend' })).toMatchObject({
        excluded: [ready],
        refused: [{ orderId: booked, code: 'order/already-posted' }],
      });
      expect(await value('order.approve', { company, orderIds: [ready] })).toMatchObject({
        approved: [],
        refused: [{ code: 'order/not-ready' }],
      });
      expect(await value('order.include', { company, orderIds: [ready] })).toEqual({ included: [ready], refused: [] });
      expect((await value('order.show', { company, order: ready })).row.state).toBe('ready');
    });

    it('connects a practice company anew, without a person', async () => {
      await value('books.disconnect', { company });
      await value('source.disconnect', { company });
      expect(await host.client.call('posting.post', { company })).toMatchObject({ ok: false, error: { code: 'books/not-connected' } });

      expect(await value('practice.reconnect', { company })).toMatchObject({ connected: true, country: 'US' });
      expect(await host.client.call('posting.post', { company })).toMatchObject({ ok: true });
    });

    it('never lets a secret out', async () => {
      const connections = await value('connection.list', { company });
      const status = await value('app.status', {});

      expect(JSON.stringify([connections, status])).not.toMatch(/clientSecret|refreshToken|accessToken|apiKey|apiSecret/i);
      expect(connections).toMatchObject({ source: { status: 'connected' }, books: { status: 'connected' } });
    });

    it('stops nothing where nothing runs', async () => {
      expect(await value('run.stop', { company })).toEqual({ stopping: false });
      expect((await value('run.current', { company })).running).toBeNull();
      expect((await value('run.list', { company })).runs.length).toBeGreaterThan(1);
    });

    it('removes a company only when its name is confirmed', async () => {
      await value('company.add', { name: 'Conformance & Co.', practice: true });
      expect(await host.client.call('company.remove', { company: 'conformance-co-2', confirm: 'conformance-co' })).toMatchObject({
        ok: false,
        error: { code: 'company/not-confirmed' },
      });
      await value('company.remove', { company: 'conformance-co-2', confirm: 'conformance-co-2' });

      expect((await value('company.list', {})).companies.map(({ slug }) => slug)).toEqual(['conformance-co']);
    });
  });
}
