import { describe, expect, it } from 'vitest';

import type { RelayEvent } from '../../electron/core/ports/relay.ts';
import type { RelayStore } from '../../electron/core/ports/store/relay-store.ts';
import { createRelayWorker, type FollowOutcome, type FollowRequest } from '../../electron/core/relay/relay-worker.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { coreFault } from '../../electron/core/engine/port-fault.ts';
import type { PortFault } from '../../electron/core/ports/faults.ts';
import { epochMsOf, type Instant, instantOf } from '../../shared/domain/time/instants.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { createVirtualTime } from '../helpers/virtual-time.ts';
import { openStore } from './fixtures.ts';
import { now } from './records.ts';

const later = (ms: number): Instant => instantOf(epochMsOf(now) + ms);

const follow = (id: number, list = `batch-${id}`, changes: Partial<RelayEvent> = {}): RelayEvent => ({
  id,
  digest: `digest-${id}`,
  receivedAt: now,
  content: {
    kind: 'wish',
    wish: {
      kind: 'follow',
      pointer: { resource: 'orders', host: 'ssapi.shipstation.com', path: '/orders', query: [['importBatch', list]] },
    },
  },
  ...changes,
});
const pull = (id: number): RelayEvent => follow(id, '', { content: { kind: 'wish', wish: { kind: 'pull' } } });
const refused = (id: number): RelayEvent =>
  follow(id, '', { digest: null, receivedAt: null, content: { kind: 'refused', refusal: 'bad-seal' } });

function pairedStore(): RelayStore {
  const { relay } = openStore().store;
  relay.begin({ mailbox: 'mailbox', address: 'https://relay.example.com', pairedAt: now });
  return relay;
}

describe('the inbox of the relay', () => {
  it('keeps events in their order, with the newest id, when the newest came, and how many there were', () => {
    const relay = pairedStore();
    expect(relay.receive([follow(4), pull(5), refused(6)], later(1))).toBe(2);
    expect(relay.waiting().map(({ eventId, wish }) => [eventId, wish?.kind ?? null])).toEqual([
      [4, 'follow'],
      [5, 'pull'],
      [6, null],
    ]);
    expect(relay.record()).toMatchObject({ lastEventId: 6, lastEventAt: now, received: 2, refused: 1, lastRefusal: 'bad-seal' });
  });

  it('takes the same message once, whatever id it comes with', () => {
    const relay = pairedStore();
    relay.receive([follow(4)], now);
    relay.settle(relay.waiting().map(({ sequence }) => sequence));
    expect(relay.receive([follow(4), follow(9, 'batch-4', { digest: 'digest-4' })], later(1))).toBe(0);
    expect(relay.record()).toMatchObject({ received: 1, refused: 2, lastRefusal: 'repeated' });
  });

  it('takes new messages with lower ids: a relay that was restored from a backup begins lower again', () => {
    const relay = pairedStore();
    relay.receive([follow(900)], now);
    expect(relay.receive([follow(3)], later(1))).toBe(1);
    expect(relay.record()?.lastEventId).toBe(3);
  });

  it('remembers a message for longer than any is accepted, and forgets it then', () => {
    const relay = pairedStore();
    const day = 86_400_000;
    relay.receive([follow(1)], now);
    expect(relay.receive([follow(2, 'x', { digest: 'digest-1' })], later(31 * day))).toBe(0);
    expect(relay.receive([follow(3, 'x', { digest: 'digest-1' })], later(33 * day))).toBe(1);
  });

  it('becomes one pull where more waits than could be followed', () => {
    const relay = pairedStore();
    relay.receive(
      Array.from({ length: 1_001 }, (_, index) => follow(index + 1)),
      now,
    );
    expect(relay.waiting()).toEqual([{ sequence: 1_001, eventId: 1_001, wish: { kind: 'pull' } }]);
  });

  it('is empty after unpairing, and knows nothing of what was seen before', () => {
    const relay = pairedStore();
    relay.receive([follow(1)], now);
    relay.forget();
    expect([relay.record(), relay.waitingCount()]).toEqual([null, 0]);
    relay.begin({ mailbox: 'other', address: 'https://relay.example.com', pairedAt: now });
    expect(relay.receive([follow(1)], now)).toBe(1);
  });
});

interface Working {
  readonly relay: RelayStore;
  readonly requests: readonly FollowRequest[];
  readonly acknowledged: readonly number[];
  tell(...events: readonly RelayEvent[]): void;
  /** Lets time pass a second at a time, with turns for the worker in between. */
  pass(seconds: number): Promise<void>;
  end(): Promise<void>;
}

const DONE: Result<FollowOutcome, PortFault> = ok({ hasPulled: false, needsPull: false });

function startWorker(
  outcome: (request: FollowRequest, index: number) => Result<FollowOutcome, PortFault> = ({ pull: leave }) =>
    leave === 'instead' ? ok({ hasPulled: true, needsPull: false }) : DONE,
  mayRun: () => boolean = () => true,
): Working {
  const relay = pairedStore();
  const time = createVirtualTime(epochMsOf(now), 'manual');
  const requests: FollowRequest[] = [];
  const acknowledged: number[] = [];
  const stopper = new AbortController();
  const worker = createRelayWorker({
    slug: 'shop',
    store: relay,
    ...time,
    logger: createRecordingLogger().logger,
    mayRun,
    run(request) {
      requests.push(request);
      return Promise.resolve(outcome(request, requests.length - 1));
    },
    acknowledge(eventId) {
      acknowledged.push(eventId);
      return Promise.resolve(ok(null));
    },
  });
  const working = worker.work(stopper.signal);
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      time.advance(1_000);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
  };
  return {
    relay,
    requests,
    acknowledged,
    tell(...events) {
      relay.receive(events, instantOf(time.clock.now()));
      worker.wake();
    },
    pass,
    async end() {
      stopper.abort();
      await pass(1);
      await working;
    },
  };
}

describe('what becomes of events', () => {
  it('many are one run, equal lists are followed once, and all is acknowledged', async () => {
    const worker = startWorker();
    worker.tell(follow(1, 'a'), follow(2, 'b'), follow(3, 'a'));
    await worker.pass(3);
    expect(worker.requests.map(({ pointers, pull: leave }) => [pointers.length, leave])).toEqual([[2, 'if-needed']]);
    expect(worker.acknowledged).toEqual([3]);
    expect(worker.relay.waitingCount()).toBe(0);
    await worker.end();
  });

  it('more lists than a pull costs are one pull', async () => {
    const worker = startWorker();
    worker.tell(...Array.from({ length: 9 }, (_, index) => follow(index + 1)));
    await worker.pass(3);
    expect(worker.requests).toEqual([{ pointers: [], pull: 'instead' }]);
    await worker.end();
  });

  it('nothing is acknowledged before it is dealt with: a failing source is tried again, later each time', async () => {
    const unreachable = coreFault('transient', 'source/unreachable', 'gone');
    const worker = startWorker((_request, index) => (index < 2 ? fail(unreachable) : DONE));
    worker.tell(follow(1));
    await worker.pass(10);
    expect([worker.requests.length, worker.acknowledged, worker.relay.waitingCount()]).toEqual([1, [], 1]);
    worker.tell(follow(2));
    await worker.pass(10);
    expect(worker.requests.length).toBe(2);
    await worker.pass(40);
    expect([worker.requests.length, worker.acknowledged, worker.relay.waitingCount()]).toEqual([3, [2], 0]);
    await worker.end();
  });

  it('refused ones are acknowledged without a run', async () => {
    const worker = startWorker();
    worker.tell(refused(1), refused(2));
    await worker.pass(3);
    expect([worker.requests, worker.acknowledged]).toEqual([[], [2]]);
    await worker.end();
  });

  it('a flood of unknown kinds makes no more pulls than the schedule may make by itself', async () => {
    const worker = startWorker();
    for (let id = 1; id <= 600; id += 1) {
      worker.tell(pull(id));
      await worker.pass(1);
    }
    expect(worker.requests.length).toBeLessThanOrEqual(6);
    await worker.end();
  });

  it('a flood of different lists leaves the source’s limits to the pulls', async () => {
    const worker = startWorker();
    for (let id = 1; id <= 900; id += 3) {
      worker.tell(follow(id), follow(id + 1), follow(id + 2));
      await worker.pass(1);
    }
    const asked = worker.requests.reduce((sum, { pointers }) => sum + pointers.length, 0);
    expect(asked).toBeLessThanOrEqual(63);
    await worker.end();
  });

  it('lists are followed while a pull has to wait, and what could not be followed waits for it', async () => {
    const worker = startWorker(({ pull: leave }, index) => {
      if (leave === 'instead') {
        return ok({ hasPulled: true, needsPull: false });
      }
      return index === 1 ? ok({ hasPulled: false, needsPull: true }) : DONE;
    });
    worker.tell(pull(1));
    await worker.pass(3);
    worker.tell(follow(2));
    await worker.pass(3);
    expect(worker.requests.map(({ pull: leave }) => leave)).toEqual(['instead', 'never']);
    expect(worker.relay.waitingCount()).toBe(1);
    await worker.pass(130);
    expect(worker.requests.map(({ pull: leave }) => leave)).toEqual(['instead', 'never', 'instead']);
    expect(worker.acknowledged.at(-1)).toBe(2);
    await worker.end();
  });

  it('they wait while background pulls are paused', async () => {
    let isPaused = true;
    const worker = startWorker(undefined, () => !isPaused);
    worker.tell(follow(1));
    await worker.pass(60);
    expect(worker.requests).toHaveLength(0);
    isPaused = false;
    await worker.pass(20);
    expect(worker.requests).toHaveLength(1);
    await worker.end();
  });
});
