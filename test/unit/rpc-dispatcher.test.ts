import { describe, expect, it } from 'vitest';

import type { WireCall } from '../../shared/contract/client.ts';
import type { CallResult } from '../../shared/contract/errors.ts';
import { contract } from '../../shared/contract/index.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { StoreFault } from '../../electron/core/ports/store/store-fault.ts';
import { createMemoryAnswers } from '../../electron/core/rpc/answers.ts';
import { createDispatcher } from '../../electron/core/rpc/dispatcher.ts';
import { faultOf } from '../../electron/core/rpc/failures.ts';
import type { Handlers } from '../../electron/core/rpc/handlers.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';

const COMPANY = { slug: 'acme', name: 'Acme', practice: false, createdAt: '2026-01-02T03:04:05.678Z' };

interface Door {
  call(call: unknown): Promise<CallResult<unknown>>;
  readonly lines: readonly string[];
}

/** The dispatcher with the handlers that a test is about; every other method is a bug if it is called. */
function door(handlers: Partial<Handlers>): Door {
  const { logger, lines } = createRecordingLogger();
  let ids = 0;
  const unexpected = () => {
    throw new Error('not part of this test');
  };
  const others = Object.fromEntries(Object.keys(contract).map((name) => [name, unexpected]));
  const dispatch = createDispatcher(
    // Safe: every name of the contract has an entry.
    { ...others, ...handlers } as unknown as Handlers,
    { ids: { uuid: () => `id-${(ids += 1)}` }, clock: { now: () => 1_767_225_600_000 }, logger, answers: createMemoryAnswers() },
  );
  // Safe: hostile calls are what is tested.
  return { call: (call) => dispatch(call as WireCall, { actor: 'person' }), lines };
}

function codeOf(result: CallResult<unknown>): string | null {
  return result.ok ? null : result.error.code;
}

describe('the door to the core', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'order.list ', 'ORDER.LIST', 'order'])(
    'knows no method "%s"',
    async (method) => {
      expect(codeOf(await door({}).call({ method, input: {} }))).toBe('contract/unknown-method');
    },
  );

  it.each([null, undefined, 7, 'order.list', [], { input: {} }, { method: 7, input: {} }, { method: ['company.list'], input: {} }])(
    'refuses the call %j without throwing',
    async (call) => {
      expect(codeOf(await door({}).call(call))).toBe('contract/bad-input');
    },
  );

  it('names every place of an input that is wrong', async () => {
    const result = await door({}).call({ method: 'order.list', input: { company: 'Not A Slug', limit: 0 } });

    expect(result).toMatchObject({
      ok: false,
      error: { code: 'contract/bad-input', details: { issues: [{ path: '/company' }, { path: '/limit' }] } },
    });
  });

  it('refuses an input that only looks like an object', async () => {
    const result = await door({}).call({ method: 'company.add', input: JSON.parse('{"__proto__":{"name":"Acme"}}') });

    expect(codeOf(result)).toBe('contract/bad-input');
  });

  it('fills in defaults before the handler sees the input', async () => {
    const seen: unknown[] = [];
    const { call } = door({
      'company.add': (input) => {
        seen.push(input);
        return ok({ company: COMPANY });
      },
    });

    await call({ method: 'company.add', input: { name: '  Acme ' } });

    expect(seen).toEqual([{ name: 'Acme', practice: false, startsLater: false }]);
  });

  it('answers a fault with its code, message and details, and the id that the log has', async () => {
    const { call, lines } = door({ 'company.remove': () => fail(faultOf('company/not-confirmed', { company: 'acme' })) });

    const result = await call({ method: 'company.remove', input: { company: 'acme', confirm: 'acne' } });

    expect(result).toEqual({
      ok: false,
      error: {
        code: 'company/not-confirmed',
        message: expect.stringContaining('confirmation'),
        details: { company: 'acme' },
        callId: 'id-1',
      },
    });
    expect(lines.some((line) => line.includes('id-1') && line.includes('company/not-confirmed'))).toBe(true);
  });

  it('turns a throw into bug/unexpected and keeps the stack in the log only', async () => {
    const { call, lines } = door({
      'company.list': () => {
        throw new Error('secret inside');
      },
    });

    const result = await call({ method: 'company.list', input: {} });

    expect(codeOf(result)).toBe('bug/unexpected');
    expect(JSON.stringify(result)).not.toContain('secret inside');
    expect(lines.some((line) => line.includes('secret inside') && line.includes('id-1'))).toBe(true);
  });

  it('tells a disk that gave way from a bug', async () => {
    const fault = {
      class: 'storage',
      code: 'store/disk',
      message: 'The disk is full.',
      retryAfterMs: null,
      traceId: null,
      httpStatus: null,
    } as const;
    const { call } = door({
      'company.list': async () => {
        throw new StoreFault(fault);
      },
    });

    expect(await call({ method: 'company.list', input: {} })).toMatchObject({
      ok: false,
      error: { code: 'store/disk', message: 'The disk is full.' },
    });
  });

  it('lets no output out that breaks the contract', async () => {
    const { call, lines } = door({ 'company.list': () => ok({ companies: [{ slug: 'acme' }] }) as never });

    expect(codeOf(await call({ method: 'company.list', input: {} }))).toBe('contract/bad-output');
    expect(lines.some((line) => line.startsWith('failure contract/bad-output'))).toBe(true);
  });

  it('takes keys out of an output that the contract does not name', async () => {
    const { call } = door({ 'company.add': () => ok({ company: { ...COMPANY, databaseKey: 'must not leave' } }) });

    const result = await call({ method: 'company.add', input: { name: 'Acme' } });

    expect(JSON.stringify(result)).not.toContain('must not leave');
    expect(result.ok).toBe(true);
  });

  it('answers although the details of a fault can’t be copied', async () => {
    const loop: Record<string, unknown> = { call: () => 1 };
    loop['self'] = loop;
    const { call } = door({ 'company.list': () => fail({ code: 'store/disk', message: 'Full.', details: loop }) });

    const result = await call({ method: 'company.list', input: {} });

    expect(structuredClone(result)).toEqual({ ok: false, error: { code: 'store/disk', message: 'Full.', details: {}, callId: 'id-1' } });
  });

  it('logs a failure that the method never declared', async () => {
    const { call, lines } = door({ 'company.list': () => fail({ code: 'books/rejected', message: 'No.' }) });

    await call({ method: 'company.list', input: {} });

    expect(lines.some((line) => line.includes('contract/undeclared-failure'))).toBe(true);
  });
});

describe('a repeated command', () => {
  function counting(): Door & { readonly count: () => number; finish(): void } {
    let count = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const opened = door({
      'company.add': async ({ name }) => {
        count += 1;
        await promise;
        return ok({ company: { ...COMPANY, name: `${name} ${count}` } });
      },
    });
    return { ...opened, count: () => count, finish: () => resolve() };
  }
  const add = (commandId: string): unknown => ({ method: 'company.add', input: { name: 'Acme' }, commandId });

  it('gets the first answer', async () => {
    const { call, count, finish } = counting();
    finish();

    const first = await call(add('c-1'));
    const second = await call(add('c-1'));

    expect(second).toEqual(first);
    expect(count()).toBe(1);
  });

  it('joins the first while that one is still on its way', async () => {
    const { call, count, finish } = counting();

    const both = Promise.all([call(add('c-1')), call(add('c-1'))]);
    finish();
    const [first, second] = await both;

    expect(second).toEqual(first);
    expect(count()).toBe(1);
  });

  it('runs again under another id, or without one', async () => {
    const { call, count, finish } = counting();
    finish();

    await call(add('c-1'));
    await call(add('c-2'));
    await call({ method: 'company.add', input: { name: 'Acme' } });
    await call({ method: 'company.add', input: { name: 'Acme' } });

    expect(count()).toBe(4);
  });

  it('is refused where its id belongs to another command', async () => {
    const { call, finish } = counting();
    finish();
    await call(add('c-1'));

    expect(codeOf(await call({ method: 'company.remove', input: { company: 'acme', confirm: 'acme' }, commandId: 'c-1' }))).toBe(
      'contract/bad-input',
    );
  });

  it('may run again where nothing was done the first time', async () => {
    let isLocked = true;
    const { call } = door({ 'company.add': () => (isLocked ? fail(faultOf('vault/locked')) : ok({ company: COMPANY })) });

    expect(codeOf(await call(add('c-1')))).toBe('vault/locked');
    isLocked = false;

    expect((await call(add('c-1'))).ok).toBe(true);
  });

  it('gets the first failure where something may have been done', async () => {
    let runs = 0;
    const { call } = door({
      'company.add': () => {
        runs += 1;
        return fail(faultOf('store/disk'));
      },
    });

    await call(add('c-1'));
    await call(add('c-1'));

    expect(runs).toBe(1);
  });
});
