import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createEventHub, type EventHub } from '../../electron/core/event-hub.ts';
import type { CompanyRegistry } from '../../electron/core/ports/store/companies.ts';
import { createSchedule, type Schedule } from '../../electron/core/schedule/schedule.ts';
import type { CompanyRules, Readiness, TurnEnd } from '../../electron/core/schedule/standing.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { createVirtualTime, type VirtualTime } from '../helpers/virtual-time.ts';

/** A Monday, 10:00 in New York. */
const START_MS = Date.parse('2026-06-22T14:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Machine {
  readonly time: VirtualTime;
  readonly schedule: Schedule;
  readonly events: EventHub;
  /** When runs began, in minutes since the start, by company. */
  readonly starts: Readonly<Record<string, readonly number[]>>;
  rules: CompanyRules | null;
  /** How the next runs end, in their order; then all are done. */
  readonly ends: TurnEnd[];
  /** How long a run takes. */
  takesMs: number;
  isReachable: boolean;
  readonly looks: number[];
  mostAtOnce: number;
  companies: string[];
  wake(): void;
  networkBack(): void;
  /** Time goes on, minute by minute, and everyone has a turn after each. */
  pass(ms: number, stepMs?: number): Promise<void>;
  /** Time jumps: nobody had a turn meanwhile. */
  sleep(ms: number): Promise<void>;
}

const READY: Readiness = { kind: 'ready' };
const rulesOf = (changes: Partial<CompanyRules> = {}): CompanyRules => ({
  schedule: { everyMinutes: 15, hours: null },
  timeZone: 'America/New_York',
  pause: null,
  readiness: READY,
  ...changes,
});

async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function listener(): { on(listener: () => void): () => void; tell(): void } {
  const listeners = new Set<() => void>();
  return {
    on: (added) => {
      listeners.add(added);
      return () => listeners.delete(added);
    },
    tell: () => listeners.forEach((told) => told()),
  };
}

function createMachine(): Machine {
  const time = createVirtualTime(START_MS, 'manual');
  const { logger } = createRecordingLogger();
  const events = createEventHub(logger);
  const power = listener();
  const network = listener();
  const starts: Record<string, number[]> = {};
  let running: Record<string, number> = {};
  const registry: CompanyRegistry = {
    list: () => machine.companies.map((slug) => ({ slug, name: slug, practice: true, createdAt: instantOf(START_MS) })),
    add: () => undefined,
    mark: () => undefined,
    remove: () => undefined,
  };
  const schedule = createSchedule({
    ports: {
      registry,
      clock: time.clock,
      timers: time.timers,
      logger,
      power: { onResumed: power.on },
      network: { onBack: network.on },
    },
    events,
    rules: async () => machine.rules,
    isReachable: async () => {
      machine.looks.push((time.clock.now() - START_MS) / MINUTE);
      return machine.isReachable;
    },
    run: async (company) => {
      (starts[company] ??= []).push((time.clock.now() - START_MS) / MINUTE);
      running = { ...running, [company]: (running[company] ?? 0) + 1 };
      machine.mostAtOnce = Math.max(machine.mostAtOnce, running[company] ?? 0);
      await time.timers.sleep(machine.takesMs);
      running = { ...running, [company]: (running[company] ?? 0) - 1 };
      return machine.ends.shift() ?? 'done';
    },
  });
  const machine: Machine = {
    time,
    schedule,
    events,
    starts,
    rules: rulesOf(),
    ends: [],
    takesMs: 0,
    isReachable: false,
    looks: [],
    mostAtOnce: 0,
    companies: ['harbor'],
    wake: power.tell,
    networkBack: network.tell,
    async pass(ms, stepMs = 5_000) {
      for (let left = ms; left > 0; left -= stepMs) {
        time.advance(Math.min(left, stepMs));
        await settle();
      }
    },
    async sleep(ms) {
      time.advance(ms);
      await settle();
    },
  };
  return machine;
}

let machine: Machine;

beforeEach(() => {
  machine = createMachine();
});

afterEach(async () => {
  const stopped = machine.schedule.stop();
  await machine.pass(10 * MINUTE, MINUTE);
  await stopped;
});

async function begin(): Promise<void> {
  machine.schedule.start();
  await settle();
}

const harbor = (): readonly number[] => (machine.starts['harbor'] ?? []).map((minutes) => Math.round(minutes * 10) / 10);
const nextIn = (): number | null => {
  const at = machine.schedule.nextAt('harbor');
  return at === null ? null : (Date.parse(at) - START_MS) / MINUTE;
};

describe('the schedule', () => {
  it('runs soon after the start, then every interval, however long a run takes', async () => {
    machine.takesMs = 4 * MINUTE;
    await begin();
    expect(machine.schedule.standing('harbor')).toMatchObject({ state: 'waiting' });
    await machine.pass(62 * MINUTE);
    const [first, ...others] = harbor();
    expect(first).toBeCloseTo(0.1, 1);
    expect(others.length).toBe(4);
    const gaps = others.slice(1).map((at, index) => Math.round(at - (others[index] ?? 0)));
    expect(gaps).toEqual([15, 15, 15]);
  });

  it('tells the state and the next run at every moment', async () => {
    machine.takesMs = MINUTE;
    await begin();
    await machine.pass(30_000);
    expect(machine.schedule.standing('harbor')).toEqual({ state: 'running', nextAt: null, service: null });
    await machine.pass(MINUTE);
    expect(machine.schedule.standing('harbor')?.state).toBe('waiting');
    expect(nextIn()).toBeGreaterThan(2);
    expect(nextIn()).toBeLessThanOrEqual(18);
    expect(machine.schedule.standing('nobody')).toBeNull();
  });

  it('never has two runs of one company at once, whatever asks for them', async () => {
    machine.takesMs = 7 * MINUTE;
    machine.rules = rulesOf({ schedule: { everyMinutes: 2, hours: null } });
    await begin();
    for (let turn = 0; turn < 40; turn += 1) {
      machine.wake();
      machine.networkBack();
      machine.schedule.catchUp('harbor', turn % 2 === 0 ? 'relay' : 'new-key');
      machine.schedule.look('harbor');
      await machine.pass(30_000);
    }
    expect(machine.mostAtOnce).toBe(1);
    expect(harbor().length).toBeGreaterThan(1);
  });

  it('a slow company holds up no other', async () => {
    machine.companies = ['harbor', 'pine'];
    machine.takesMs = 0;
    await begin();
    await machine.pass(40 * MINUTE);
    expect(machine.starts['pine']?.length).toBe(harbor().length);
    expect(machine.starts['pine']?.[1]).not.toBe(machine.starts['harbor']?.[1]);
  });

  it('follows the list of companies', async () => {
    await begin();
    machine.companies = ['harbor', 'late'];
    machine.events.changed(null, ['companies']);
    await machine.pass(MINUTE);
    expect(machine.starts['late']?.length).toBe(1);
    machine.companies = ['late'];
    machine.events.changed(null, ['companies']);
    await machine.pass(30 * MINUTE);
    expect(harbor().length).toBe(1);
    expect(machine.schedule.standing('harbor')).toBeNull();
  });

  it('stops while it waits and while it runs, and then starts nothing', async () => {
    machine.takesMs = MINUTE;
    await begin();
    await machine.pass(10_000);
    const stopped = machine.schedule.stop();
    machine.schedule.catchUp(null, 'relay');
    await machine.pass(HOUR, MINUTE);
    await stopped;
    expect(harbor().length).toBe(1);
  });
});

describe('after a gap', () => {
  it('one catch-up run follows a sleep, though the network comes back with it', async () => {
    await begin();
    await machine.pass(MINUTE);
    await machine.sleep(9 * HOUR);
    machine.wake();
    machine.networkBack();
    await machine.pass(MINUTE);
    machine.networkBack();
    await machine.pass(MINUTE);
    expect(harbor().filter((at) => at > 500).length).toBe(1);
  });

  it('a sleep that nobody tells of is noticed by the clock alone', async () => {
    await begin();
    await machine.pass(MINUTE);
    await machine.sleep(9 * HOUR);
    await machine.pass(3 * MINUTE);
    expect(harbor().filter((at) => at > 500).length).toBe(1);
  });

  it('a catch-up run waits for the floor and shifts no later run', async () => {
    await begin();
    await machine.pass(MINUTE);
    const planned = nextIn();
    machine.schedule.catchUp('harbor', 'relay');
    await machine.pass(3 * MINUTE);
    expect(harbor()).toHaveLength(2);
    expect(harbor()[1]).toBeCloseTo(2.1, 1);
    expect((planned ?? 0) - (nextIn() ?? 0)).toBeLessThanOrEqual(0);
  });

  it('what the relay missed while a run was on is pulled by one more', async () => {
    machine.takesMs = 3 * MINUTE;
    await begin();
    await machine.pass(MINUTE);
    machine.schedule.catchUp('harbor', 'relay');
    machine.schedule.catchUp('harbor', 'relay');
    await machine.pass(4 * MINUTE);
    expect(harbor()).toHaveLength(2);
  });

  it('a source that can’t be reached is looked for sooner than the interval, and read once it answers', async () => {
    machine.ends.push('unreachable');
    machine.rules = rulesOf({ schedule: { everyMinutes: 60, hours: null } });
    await begin();
    await machine.pass(10 * MINUTE);
    expect(machine.schedule.standing('harbor')?.state).toBe('waiting-for-network');
    expect(machine.looks.length).toBeGreaterThan(3);
    expect(machine.looks.length).toBeLessThan(9);
    expect(harbor()).toHaveLength(1);
    machine.isReachable = true;
    await machine.pass(10 * MINUTE);
    expect(harbor()).toHaveLength(2);
    expect(machine.schedule.standing('harbor')?.state).toBe('waiting');
  });

  it('a source that answers and still fails is tried less and less often', async () => {
    machine.isReachable = true;
    machine.ends.push(...Array.from({ length: 40 }, (): TurnEnd => 'unreachable'));
    await begin();
    await machine.pass(2 * HOUR, 10_000);
    expect(harbor().length).toBeGreaterThan(8);
    expect(harbor().length).toBeLessThan(20);
  });

  it('a run that finds another one on is tried again soon', async () => {
    machine.ends.push('busy');
    await begin();
    await machine.pass(MINUTE);
    expect(harbor()).toHaveLength(2);
  });
});

describe('what holds runs back', () => {
  it('a pause, until a person lets them go on', async () => {
    await begin();
    await machine.pass(MINUTE);
    machine.rules = rulesOf({ pause: { until: null } });
    machine.schedule.look('harbor');
    await machine.pass(2 * HOUR, MINUTE);
    machine.wake();
    await machine.pass(MINUTE);
    expect(harbor()).toHaveLength(1);
    expect(machine.schedule.standing('harbor')).toEqual({ state: 'paused', nextAt: null, service: null });
    machine.rules = rulesOf();
    machine.schedule.catchUp('harbor', 'resumed');
    await machine.pass(30_000);
    expect(harbor()).toHaveLength(2);
  });

  it('a pause that ends at a time', async () => {
    machine.rules = rulesOf({ pause: { until: instantOf(START_MS + 40 * MINUTE) } });
    await begin();
    await machine.pass(39 * MINUTE);
    expect(harbor()).toEqual([]);
    expect(machine.schedule.standing('harbor')?.state).toBe('paused');
    await machine.pass(20 * MINUTE);
    expect(harbor().length).toBeGreaterThan(0);
    expect(Math.min(...harbor())).toBeGreaterThanOrEqual(40);
  });

  it('business hours: none in the night, one right after opening, and after a sleep through it', async () => {
    machine.rules = rulesOf({ schedule: { everyMinutes: 15, hours: { days: ['monday', 'tuesday'], from: '08:00', to: '18:00' } } });
    await begin();
    await machine.pass(7.9 * HOUR, MINUTE);
    const byDay = harbor().length;
    expect(byDay).toBeGreaterThan(30);
    await machine.pass(10 * HOUR, MINUTE);
    expect(harbor()).toHaveLength(
      byDay +
        harbor()
          .slice(byDay)
          .filter((at) => at < 8 * 60).length,
    );
    expect(machine.schedule.standing('harbor')?.state).toBe('outside-hours');
    machine.wake();
    await machine.pass(MINUTE);
    const beforeOpening = harbor().length;
    await machine.pass(4.5 * HOUR, MINUTE);
    expect(harbor()[beforeOpening]).toBeGreaterThanOrEqual(22 * 60);
    expect(harbor()[beforeOpening]).toBeLessThan(22 * 60 + 4);
  });

  it('a key that ran out, until a person has connected a new one; then a run follows by itself', async () => {
    machine.ends.push('failed');
    await begin();
    await machine.pass(10_000);
    machine.rules = rulesOf({ readiness: { kind: 'needs-person', service: 'source' } });
    machine.events.changed('harbor', ['connections']);
    await machine.pass(HOUR, MINUTE);
    expect(harbor()).toHaveLength(1);
    expect(machine.schedule.standing('harbor')).toEqual({ state: 'needs-person', nextAt: null, service: 'source' });
    machine.rules = rulesOf();
    machine.events.changed('harbor', ['connections']);
    await machine.pass(10_000);
    expect(harbor()).toHaveLength(2);
  });

  it('data that can’t be opened, which is tried again', async () => {
    machine.rules = null;
    await begin();
    await machine.pass(5 * MINUTE);
    expect(machine.schedule.standing('harbor')?.state).toBe('closed');
    machine.rules = rulesOf();
    await machine.pass(16 * MINUTE);
    expect(harbor().length).toBeGreaterThan(0);
  });

  it('a new interval counts from the moment it is saved', async () => {
    machine.rules = rulesOf({ schedule: { everyMinutes: 600, hours: null } });
    await begin();
    await machine.pass(5 * MINUTE);
    machine.rules = rulesOf({ schedule: { everyMinutes: 2, hours: null } });
    machine.schedule.look('harbor');
    await machine.pass(5 * MINUTE);
    expect(harbor()).toEqual([0.1, 6.2, 8.2]);
  });
});
