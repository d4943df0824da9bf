import { describe, expect, it } from 'vitest';

import type { PurserEvent } from '../../shared/contract/events.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { coreFault, stopped } from '../../electron/core/engine/port-fault.ts';
import type { Run, RunStore } from '../../electron/core/ports/store/run-store.ts';
import { createRunGate, type RunGate, type RunRequest } from '../../electron/core/run-gate.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';

const SYNC: RunRequest = { kind: 'sync', actor: 'person', label: 'Pulling orders', isJournaled: true };
const PLAN: RunRequest = { kind: 'plan', actor: 'person', label: 'Planning', isJournaled: false };

function gateWithJournal(): {
  readonly gate: RunGate;
  readonly journal: Map<string, Run>;
  readonly events: PurserEvent[];
  advance(ms: number): void;
} {
  const journal = new Map<string, Run>();
  const events: PurserEvent[] = [];
  let nowMs = 1_767_225_600_000;
  let ids = 0;
  const keep = (run: Run): void => void journal.set(run.runId, run);
  // Safe: the gate only starts and finishes runs.
  const runs = { start: keep, finish: keep } as unknown as RunStore;
  const gate = createRunGate({
    slug: 'acme',
    runs,
    clock: { now: () => nowMs },
    ids: { uuid: () => `run-${(ids += 1)}` },
    logger: createRecordingLogger().logger,
    emit: (event) => events.push(event),
  });
  return { gate, journal, events, advance: (ms) => void (nowMs += ms) };
}

describe('the gate of a company', () => {
  it('journals a run with its counts', async () => {
    const { gate, journal } = gateWithJournal();

    expect(await gate.run(SYNC, async () => ok({ value: 7, counts: { pulled: 3 } }))).toEqual(ok(7));
    expect([...journal.values()]).toMatchObject([
      { runId: 'run-1', kind: 'sync', status: 'done', actor: 'person', counts: { pulled: 3 }, fault: null },
    ]);
    expect(gate.current()).toBeNull();
  });

  it('lets only one run of a kind in, and says which one is on', async () => {
    const { gate } = gateWithJournal();
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = gate.run(SYNC, async () => {
      await promise;
      return ok({ value: 1, counts: {} });
    });

    const second = await gate.run(SYNC, async () => ok({ value: 2, counts: {} }));
    resolve();

    expect(second).toMatchObject({ ok: false, fault: { code: 'run/busy', message: expect.stringContaining('Pulling orders') } });
    expect(await first).toEqual(ok(1));
    expect(await gate.run(SYNC, async () => ok({ value: 3, counts: {} }))).toEqual(ok(3));
  });

  it('lets the next step that a person asks for wait for the end of the one before, one at a time', async () => {
    const { gate, journal } = gateWithJournal();
    const held = Promise.withResolvers<void>();
    const log: string[] = [];
    const step = (kind: RunRequest['kind']) =>
      gate.run({ ...SYNC, kind }, async () => {
        log.push(`${kind} begins`);
        await held.promise;
        log.push(`${kind} ends`);
        return ok({ value: kind, counts: {} });
      });
    const steps = [step('refresh'), step('sync'), step('rehearsal')];
    held.resolve();

    expect(await Promise.all(steps)).toEqual([ok('refresh'), ok('sync'), ok('rehearsal')]);
    expect(log).toEqual(['refresh begins', 'refresh ends', 'sync begins', 'sync ends', 'rehearsal begins', 'rehearsal ends']);
    expect([...journal.values()].map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  });

  it('begins nothing after a Stop that a person had asked for before it, but does what must not be lost', async () => {
    const { gate, journal } = gateWithJournal();
    const pull = gate.run({ ...SYNC, actor: 'schedule' }, async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return stopped();
    });
    const post = gate.run({ ...SYNC, kind: 'post' }, async () => ok({ value: 'posted', counts: {} }));
    const plan = gate.runInTurn(PLAN, async () => ok({ value: 'planned', counts: {} }));

    expect(gate.stop()).toBe(true);
    expect(await pull).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });
    expect(await post).toMatchObject({ ok: false, fault: { code: 'run/stopped', message: expect.stringContaining('nothing was begun') } });
    expect(await plan).toEqual(ok('planned'));
    expect([...journal.values()].map(({ kind }) => kind)).toEqual(['sync']);
    expect(await gate.run({ ...SYNC, kind: 'post' }, async () => ok({ value: 'posted', counts: {} }))).toEqual(ok('posted'));
  });

  it('lets what a person asks for wait for what Purser began by itself, and Purser for nobody', async () => {
    const { gate } = gateWithJournal();
    const own: RunRequest = { ...SYNC, actor: 'schedule' };
    const held = Promise.withResolvers<void>();
    const order: string[] = [];
    const working = (name: string) => async () => {
      await held.promise;
      order.push(name);
      return ok({ value: name, counts: {} });
    };
    const pull = gate.run(own, working('pull'));
    const plan = gate.runInTurn(PLAN, working('plan'));
    const post = gate.run({ ...SYNC, kind: 'post' }, working('post'));
    expect(await gate.run(own, working('never'))).toMatchObject({ ok: false, fault: { code: 'run/busy' } });
    expect(await gate.run({ ...SYNC, kind: 'post' }, working('twice'))).toMatchObject({ ok: false, fault: { code: 'run/busy' } });
    held.resolve();
    expect(await Promise.all([pull, plan, post])).toEqual([ok('pull'), ok('plan'), ok('post')]);
    expect(order).toEqual(['pull', 'plan', 'post']);
    expect(await gate.run(own, working('again'))).toEqual(ok('again'));
  });

  it('lets what must not be lost in after the run that is on', async () => {
    const { gate } = gateWithJournal();
    const order: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = gate.run(SYNC, async () => {
      await promise;
      order.push('sync');
      return ok({ value: null, counts: {} });
    });
    const second = gate.runInTurn(PLAN, async () => {
      order.push('plan');
      return ok({ value: null, counts: {} });
    });
    resolve();
    await Promise.all([first, second]);

    expect(order).toEqual(['sync', 'plan']);
  });

  it('stops the run that is on, and journals it as stopped', async () => {
    const { gate, journal } = gateWithJournal();
    const running = gate.run(SYNC, async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return stopped();
    });
    await Promise.resolve();

    expect(gate.stop()).toBe(true);
    expect(await running).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });
    expect([...journal.values()]).toMatchObject([{ status: 'stopped' }]);
    expect(gate.stop()).toBe(false);
  });

  it('journals a failure with its code, and a bug as one', async () => {
    const { gate, journal } = gateWithJournal();

    await gate.run(SYNC, async () => fail(coreFault('transient', 'source/unreachable', 'Not reachable.')));
    await expect(
      gate.run(SYNC, async () => {
        throw new Error('oops');
      }),
    ).rejects.toThrow('oops');

    expect([...journal.values()]).toMatchObject([
      { status: 'failed', fault: { code: 'source/unreachable', message: 'Not reachable.' } },
      { status: 'failed', fault: { code: 'bug/unexpected' } },
    ]);
    expect(await gate.run(SYNC, async () => ok({ value: 1, counts: {} }))).toEqual(ok(1));
  });

  it('reports progress no faster than a screen shows it, and always the end', async () => {
    const { gate, events, advance } = gateWithJournal();

    await gate.run(SYNC, async ({ progress }) => {
      for (let done = 1; done <= 100; done += 1) {
        advance(10);
        progress('Orders', done, 100);
      }
      return ok({ value: null, counts: {} });
    });

    const told = events.flatMap((event) => (event.kind === 'progress' ? [event.done] : []));
    expect(told.length).toBeLessThanOrEqual(12);
    expect(told.at(-1)).toBe(100);
  });

  it('lets nothing new in once it closes, and waits for what is on', async () => {
    const { gate, journal } = gateWithJournal();
    const running = gate.run(SYNC, async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return stopped();
    });
    await Promise.resolve();
    await gate.close();

    expect([...journal.values()]).toMatchObject([{ status: 'stopped' }]);
    expect(await running).toMatchObject({ ok: false });
    expect(await gate.run(SYNC, async () => ok({ value: 1, counts: {} }))).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });
  });
});

const SWEEP: RunRequest = { kind: 'sweep', actor: 'schedule', label: 'Checking completeness', isJournaled: true };

/** Works until it is asked to stand aside, `turns` times, and writes down what happens. */
function sweeping(gate: RunGate, log: string[], turns: number): Promise<unknown> {
  return gate.runGivingWay(SWEEP, async (control) => {
    for (let turn = 1; turn <= turns; turn += 1) {
      log.push(`turn ${turn}`);
      const { promise, resolve } = Promise.withResolvers<void>();
      const signal = control.turn();
      signal.addEventListener('abort', () => resolve(), { once: true });
      await promise;
      if (control.signal.aborted) {
        return stopped();
      }
      log.push('aside');
      await control.giveWay();
    }
    log.push('end');
    return ok({ value: 'swept', counts: { turns } });
  });
}

describe('work that gives way', () => {
  it('lets a run that is asked for go first, and goes on where it was', async () => {
    const { gate, journal } = gateWithJournal();
    const log: string[] = [];
    const sweep = sweeping(gate, log, 2);
    await Promise.resolve();
    expect(gate.current()?.kind).toBe('sweep');
    expect(gate.isIdle()).toBe(true);

    const run = (name: string) =>
      gate.run(SYNC, async () => {
        log.push(`${name} begins`);
        expect(gate.current()?.kind).toBe('sync');
        await Promise.resolve();
        log.push(`${name} ends`);
        return ok({ value: name, counts: {} });
      });
    expect(await run('first')).toEqual(ok('first'));
    await Promise.resolve();
    expect(await run('second')).toEqual(ok('second'));

    expect(await sweep).toEqual(ok('swept'));
    expect(log).toEqual(['turn 1', 'aside', 'first begins', 'first ends', 'turn 2', 'aside', 'second begins', 'second ends', 'end']);
    expect([...journal.values()].map(({ kind, status }) => [kind, status])).toEqual([
      ['sweep', 'done'],
      ['sync', 'done'],
      ['sync', 'done'],
    ]);
  });

  it('waits for what is on, and a second one of its kind is refused', async () => {
    const { gate } = gateWithJournal();
    const hold = Promise.withResolvers<void>();
    const log: string[] = [];
    const on = gate.run(SYNC, async () => {
      await hold.promise;
      log.push('sync ends');
      return ok({ value: null, counts: {} });
    });
    const sweep = gate.runGivingWay(SWEEP, () => {
      log.push('sweep begins');
      return Promise.resolve(ok({ value: null, counts: {} }));
    });
    expect(await gate.runGivingWay(SWEEP, () => Promise.resolve(stopped()))).toMatchObject({ ok: false, fault: { code: 'run/busy' } });
    hold.resolve();
    await Promise.all([on, sweep]);
    expect(log).toEqual(['sync ends', 'sweep begins']);
  });

  it('makes two runs that arrive at once take turns before it goes on', async () => {
    const { gate } = gateWithJournal();
    const log: string[] = [];
    const sweep = sweeping(gate, log, 1);
    await Promise.resolve();
    const quick = (name: string) => () => {
      log.push(name);
      return Promise.resolve(ok({ value: null, counts: {} }));
    };
    const both = [gate.runInTurn(PLAN, quick('plan')), gate.runInTurn(PLAN, quick('again'))];
    await Promise.all([...both, sweep]);
    expect(log).toEqual(['turn 1', 'aside', 'plan', 'again', 'end']);
  });

  it('is stopped where nothing else is on, and ends when the gate closes', async () => {
    const { gate, journal } = gateWithJournal();
    const log: string[] = [];
    const first = sweeping(gate, log, 1);
    await Promise.resolve();
    expect(gate.stop()).toBe(true);
    expect(await first).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });

    const second = sweeping(gate, log, 1);
    await Promise.resolve();
    await gate.close();
    expect(await second).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });
    expect(await gate.runGivingWay(SWEEP, () => Promise.resolve(stopped()))).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });
    expect([...journal.values()].map(({ status }) => status)).toEqual(['stopped', 'stopped']);
  });
});
