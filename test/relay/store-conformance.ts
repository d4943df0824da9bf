import { randomBytes } from 'node:crypto';

import { describe, expect, onTestFinished, test } from 'vitest';

import type { Mailbox, MailboxReader, RelayStore, SealedEvent, StoreLimits } from '../../relay/store/store.ts';

/** Opens the store that belongs to a place; a second opening of the place finds what the first one left. */
export interface StorePlace {
  open(limits: StoreLimits): Promise<RelayStore>;
}

const HOUR_MS = 3_600_000;
const LIMITS: StoreLimits = { keepMs: 7 * 24 * HOUR_MS, rememberMs: 600_000, mailboxes: 100, events: 1_000, bytes: 8_000_000 };

const hex = (): string => randomBytes(32).toString('hex');

function makeMailbox(): Mailbox {
  return {
    id: randomBytes(16).toString('hex'),
    publicKey: randomBytes(32).toString('base64url'),
    addressDigest: hex(),
    secretDigest: hex(),
    createdAt: '2026-11-23T00:00:00.000Z',
  };
}

async function take(reader: MailboxReader, count: number): Promise<readonly SealedEvent[]> {
  const taken: SealedEvent[] = [];
  for await (const event of reader) {
    taken.push(event);
    if (taken.length === count) {
      break;
    }
  }
  return taken;
}

const texts = (events: readonly SealedEvent[]): readonly string[] => events.map(({ sealed }) => Buffer.from(sealed).toString('utf8'));
const ids = (events: readonly SealedEvent[]): readonly number[] => events.map(({ id }) => id);

/** What every store of the relay promises. The same for all of them. */
export function describeRelayStore(name: string, makePlace: () => Promise<StorePlace>): void {
  async function openStore(limits: Partial<StoreLimits> = {}): Promise<{ readonly store: RelayStore; readonly place: StorePlace }> {
    const place = await makePlace();
    const store = await place.open({ ...LIMITS, ...limits });
    onTestFinished(() => store.close());
    return { store, place };
  }

  async function withMailbox(limits: Partial<StoreLimits> = {}) {
    const { store, place } = await openStore(limits);
    const mailbox = makeMailbox();
    expect(await store.addMailbox(mailbox)).toBe('added');
    const append = (text: string, messageId = hex()) => store.append(mailbox.id, messageId, Buffer.from(text));
    const read = async (after: number | null, count: number) => {
      const reader = await store.openReader(mailbox.id, after);
      const events = await take(reader, count);
      await reader.close();
      return events;
    };
    return { store, place, mailbox, append, read };
  }

  describe(`${name}: mailboxes`, () => {
    test('a mailbox is found by the digest of its address and of its secret, and by nothing else', async () => {
      const { store, mailbox } = await withMailbox();
      expect(await store.mailboxByAddress(mailbox.addressDigest)).toEqual(mailbox);
      expect(await store.mailboxBySecret(mailbox.secretDigest)).toEqual(mailbox);
      expect(await store.mailboxByAddress(mailbox.secretDigest)).toBeNull();
      expect(await store.mailboxBySecret(mailbox.addressDigest)).toBeNull();
    });

    test('rotated, the former address and secret open nothing and the new ones do', async () => {
      const { store, mailbox } = await withMailbox();
      const keys = { addressDigest: hex(), secretDigest: hex() };
      expect(await store.rekeyMailbox(mailbox.id, keys)).toBe(true);
      expect(await store.mailboxByAddress(mailbox.addressDigest)).toBeNull();
      expect(await store.mailboxBySecret(mailbox.secretDigest)).toBeNull();
      expect(await store.mailboxByAddress(keys.addressDigest)).toEqual({ ...mailbox, ...keys });
      expect(await store.mailboxBySecret(keys.secretDigest)).toEqual({ ...mailbox, ...keys });
    });

    test('forgotten, nothing of a mailbox is left, and what still arrives for it is told so', async () => {
      const { store, mailbox, append } = await withMailbox();
      await append('one');
      await store.forgetMailbox(mailbox.id);
      expect(await store.mailboxByAddress(mailbox.addressDigest)).toBeNull();
      expect(await store.mailboxBySecret(mailbox.secretDigest)).toBeNull();
      expect(await append('late')).toBe('gone');
      expect(await store.rekeyMailbox(mailbox.id, { addressDigest: hex(), secretDigest: hex() })).toBe(false);
      expect(await store.counts()).toEqual({ mailboxes: 0, events: 0, bytes: 0 });
    });

    test('there are no more mailboxes than allowed', async () => {
      const { store } = await openStore({ mailboxes: 2 });
      expect([await store.addMailbox(makeMailbox()), await store.addMailbox(makeMailbox())]).toEqual(['added', 'added']);
      expect(await store.addMailbox(makeMailbox())).toBe('full');
    });
  });

  describe(`${name}: events`, () => {
    test('events are read in the order in which they were stored, with ids that rise from 1', async () => {
      const { append, read } = await withMailbox();
      for (const text of ['one', 'two', 'three']) {
        expect(await append(text)).toBe('stored');
      }
      const events = await read(null, 3);
      expect(texts(events)).toEqual(['one', 'two', 'three']);
      expect(ids(events)).toEqual([1, 2, 3]);
    });

    test('a hundred events stored at once are all there, once each', async () => {
      const { append, read } = await withMailbox();
      const sent = Array.from({ length: 100 }, (_, index) => `event ${index}`);
      expect(new Set(await Promise.all(sent.map((text) => append(text))))).toEqual(new Set(['stored']));
      const events = await read(null, 100);
      expect(texts(events).toSorted()).toEqual(sent.toSorted());
      expect(ids(events)).toEqual(sent.map((_, index) => index + 1));
    });

    test('any bytes come back as they were', async () => {
      const { store, mailbox, read } = await withMailbox();
      const sealed = randomBytes(90_000);
      await store.append(mailbox.id, hex(), sealed);
      const [event] = await read(null, 1);
      expect(Buffer.compare(Buffer.from(event?.sealed ?? []), sealed)).toBe(0);
    });

    test('mailboxes see nothing of each other, not even in the count of their ids', async () => {
      const { store, append, read } = await withMailbox();
      const other = makeMailbox();
      await store.addMailbox(other);
      await store.append(other.id, hex(), Buffer.from('theirs'));
      await append('ours');
      const events = await read(null, 1);
      expect([texts(events), ids(events)]).toEqual([['ours'], [1]]);
    });

    test('the same delivery is stored once, also when both arrive at the same time', async () => {
      const { append, store } = await withMailbox();
      const id = hex();
      expect((await Promise.all([append('one', id), append('one', id)])).toSorted()).toEqual(['duplicate', 'stored']);
      expect(await append('one', id)).toBe('duplicate');
      expect((await store.counts()).events).toBe(1);
    });

    test('a delivery that was read and acknowledged is still known', async () => {
      const { store, mailbox, append } = await withMailbox();
      const id = hex();
      await append('one', id);
      await store.acknowledge(mailbox.id, 1);
      expect(await append('one', id)).toBe('duplicate');
    });

    test('after its time the same message is a new event', async () => {
      const { append } = await withMailbox({ rememberMs: 300 });
      const id = hex();
      await append('one', id);
      await expect.poll(() => append('one', id), { timeout: 10_000, interval: 100 }).toBe('stored');
    });

    test('a full mailbox takes no more events, keeps what it has, and takes some again after an acknowledgement', async () => {
      const { store, mailbox, append, read } = await withMailbox({ events: 3 });
      expect([await append('1'), await append('2'), await append('3'), await append('4')]).toEqual(['stored', 'stored', 'stored', 'full']);
      expect(texts(await read(null, 3))).toEqual(['1', '2', '3']);
      await store.acknowledge(mailbox.id, 1);
      expect(await append('5')).toBe('stored');
      expect(texts(await read(null, 3))).toEqual(['2', '3', '5']);
    });

    test('a refused delivery is no duplicate when it is sent again', async () => {
      const { store, mailbox, append } = await withMailbox({ events: 1 });
      const id = hex();
      await append('first');
      expect(await append('second', id)).toBe('full');
      await store.acknowledge(mailbox.id, 1);
      expect(await append('second', id)).toBe('stored');
    });

    test('a mailbox is also full by its bytes', async () => {
      const { store, mailbox } = await withMailbox({ bytes: 200_000 });
      const outcomes: string[] = [];
      for (let count = 0; count < 4; count += 1) {
        outcomes.push(await store.append(mailbox.id, hex(), randomBytes(80_000)));
      }
      expect(outcomes).toEqual(['stored', 'stored', 'full', 'full']);
    });

    test('what nobody fetched in time is gone', async () => {
      const { store, append, read } = await withMailbox({ keepMs: 1_000, rememberMs: 500 });
      await append('old');
      await expect
        .poll(
          async () => {
            await append('new');
            return texts(await read(null, 1));
          },
          { timeout: 20_000, interval: 300 },
        )
        .toEqual(['new']);
      expect((await store.counts()).events).toBeGreaterThan(0);
    });
  });

  describe(`${name}: reading`, () => {
    test('a reader that waits gets what arrives', async () => {
      const { store, mailbox, append } = await withMailbox();
      const reader = await store.openReader(mailbox.id, null);
      const taking = take(reader, 2);
      await append('one');
      await append('two');
      expect(texts(await taking)).toEqual(['one', 'two']);
    });

    test('a reader resumes after the id that it had, and nothing is given twice', async () => {
      const { append, read } = await withMailbox();
      for (const text of ['one', 'two', 'three', 'four']) {
        await append(text);
      }
      expect(ids(await read(null, 2))).toEqual([1, 2]);
      expect(ids(await read(2, 2))).toEqual([3, 4]);
    });

    test('a position that was never reached starts with the oldest', async () => {
      const { append, read } = await withMailbox();
      await append('one');
      expect(texts(await read(900, 1))).toEqual(['one']);
    });

    test('more events than are read at once arrive whole and in order', async () => {
      const { append, read } = await withMailbox();
      await Promise.all(Array.from({ length: 300 }, (_, index) => append(`event ${index}`)));
      expect(ids(await read(null, 300))).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    });

    test('a newer reader ends the older one', async () => {
      const { store, mailbox, append } = await withMailbox();
      const older = await store.openReader(mailbox.id, null);
      const taking = take(older, 1);
      const newer = await store.openReader(mailbox.id, null);
      expect(await taking).toEqual([]);
      expect(older.ended).toBe('replaced');
      await append('one');
      expect(texts(await take(newer, 1))).toEqual(['one']);
      expect(newer.ended).toBeNull();
    });

    test('a reader ends when its mailbox is rotated, and when it is forgotten', async () => {
      const { store, mailbox } = await withMailbox();
      const first = await store.openReader(mailbox.id, null);
      const taking = take(first, 1);
      await store.rekeyMailbox(mailbox.id, { addressDigest: hex(), secretDigest: hex() });
      expect([await taking, first.ended]).toEqual([[], 'replaced']);
      const second = await store.openReader(mailbox.id, null);
      const takingAgain = take(second, 1);
      await store.forgetMailbox(mailbox.id);
      expect([await takingAgain, second.ended]).toEqual([[], 'replaced']);
    });

    test('a closed reader ends, also while it waits', async () => {
      const { store, mailbox } = await withMailbox();
      const reader = await store.openReader(mailbox.id, null);
      const taking = take(reader, 1);
      await reader.close();
      expect([await taking, reader.ended]).toEqual([[], 'closed']);
    });
  });

  describe(`${name}: acknowledging and lasting`, () => {
    test('everything up to the id goes, and its ids are never given again', async () => {
      const { store, mailbox, append, read } = await withMailbox();
      await Promise.all(['one', 'two', 'three'].map((text) => append(text)));
      expect(await store.acknowledge(mailbox.id, 2)).toBe(true);
      expect(ids(await read(null, 1))).toEqual([3]);
      expect(await store.acknowledge(mailbox.id, 3)).toBe(true);
      expect(await store.acknowledge(mailbox.id, 3)).toBe(true);
      expect((await store.counts()).events).toBe(0);
      await append('four');
      expect(ids(await read(null, 1))).toEqual([4]);
    });

    test('an id that was never given acknowledges nothing', async () => {
      const { store, mailbox, append, read } = await withMailbox();
      await append('one');
      expect(await store.acknowledge(mailbox.id, 2)).toBe(false);
      expect(await store.acknowledge(mailbox.id, Number.MAX_SAFE_INTEGER)).toBe(false);
      expect(texts(await read(null, 1))).toEqual(['one']);
      await append('two');
      expect(ids(await read(1, 1))).toEqual([2]);
    });

    test('everything that was answered is there after the store was closed and opened again', async () => {
      const place = await makePlace();
      const mailbox = makeMailbox();
      const messageId = hex();
      const before = await place.open(LIMITS);
      await before.addMailbox(mailbox);
      await before.append(mailbox.id, messageId, Buffer.from('one'));
      await before.append(mailbox.id, hex(), Buffer.from('two'));
      await before.acknowledge(mailbox.id, 1);
      const key = Buffer.from(before.namingKey).toString('hex');
      await before.close();
      const store = await place.open(LIMITS);
      onTestFinished(() => store.close());
      expect(await store.mailboxBySecret(mailbox.secretDigest)).toEqual(mailbox);
      expect(Buffer.from(store.namingKey).toString('hex')).toBe(key);
      const reader = await store.openReader(mailbox.id, null);
      expect(texts(await take(reader, 1))).toEqual(['two']);
      expect(await store.append(mailbox.id, hex(), Buffer.from('three'))).toBe('stored');
    });

    test('it says that it lives, and counts what waits', async () => {
      const { store, append } = await withMailbox();
      await append('12345');
      await store.check();
      const counts = await store.counts();
      expect([counts.mailboxes, counts.events]).toEqual([1, 1]);
      expect(counts.bytes).toBeGreaterThanOrEqual(5);
    });
  });
}
