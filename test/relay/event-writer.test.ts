import { ServerResponse } from 'node:http';

import { describe, expect, test, vi } from 'vitest';

import { createEventWriter } from '../../relay/event-writer.ts';

/** A response whose other side takes nothing. */
function blockedResponse(): { readonly response: ServerResponse; readonly written: string[] } {
  const written: string[] = [];
  // Safe: nothing of the request is looked at by what is written here.
  const response = new ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 } as never);
  vi.spyOn(response, 'write').mockImplementation((text: unknown) => {
    written.push(String(text));
    return false;
  });
  vi.spyOn(response, 'writableLength', 'get').mockReturnValue(10_000);
  return { response, written };
}

describe('writing events', () => {
  test('waits for a slow reader, and gives it up after its time', async () => {
    vi.useFakeTimers();
    const { response, written } = blockedResponse();
    const writer = createEventWriter(response, 1_024, 30_000);
    const taken = writer.event({ id: 7, sealed: Buffer.from('abc') });
    expect(written).toEqual(['id: 7\nevent: sealed\ndata: YWJj\n\n']);
    await vi.advanceTimersByTimeAsync(29_999);
    const state = await Promise.race([taken, Promise.resolve('waits')]);
    expect(state).toBe('waits');
    await vi.advanceTimersByTimeAsync(1);
    expect(await taken).toBe(false);
    vi.useRealTimers();
  });

  test('goes on when the reader has taken what was written', async () => {
    const { response } = blockedResponse();
    const taken = createEventWriter(response, 1_024, 30_000).event({ id: 1, sealed: Buffer.from('abc') });
    response.emit('drain');
    expect(await taken).toBe(true);
  });

  test('adds no heartbeat for a reader that is behind', () => {
    const { response, written } = blockedResponse();
    const writer = createEventWriter(response, 1_024, 30_000);
    const isBehind = vi.spyOn(response, 'writableNeedDrain', 'get').mockReturnValue(true);
    writer.heartbeat();
    expect(written).toEqual([]);
    isBehind.mockReturnValue(false);
    writer.heartbeat();
    expect(written).toEqual([': heartbeat\n\n']);
  });
});
