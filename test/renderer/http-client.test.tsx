import { afterEach, expect, type Mock, test, vi } from 'vitest';

import { createBridgeClient, type PreloadBridge } from '../../renderer/src/client/bridge-client.ts';
import { createHttpClient } from '../../renderer/src/client/http-client.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

type Fetch = (address: string, request: RequestInit) => Promise<Response>;

function answerWith(response: () => Response): Mock<Fetch> {
  const fetched = vi.fn<Fetch>(() => Promise.resolve(response()));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

test('a call goes to the own origin as JSON, with its commandId', async () => {
  const fetched = answerWith(() => Response.json({ ok: true, value: { stopping: true } }));
  const answer = await createHttpClient().call('run.stop', { company: 'practice' }, { commandId: 'one' });
  expect(answer).toEqual({ ok: true, value: { stopping: true } });
  const [address, request] = fetched.mock.calls[0] ?? [];
  expect(address).toBe('/api/call');
  expect(JSON.parse(typeof request?.body === 'string' ? request.body : '')).toEqual({
    method: 'run.stop',
    input: { company: 'practice' },
    commandId: 'one',
  });
});

test('a session that is over is told apart from a host that does not answer', async () => {
  answerWith(() => new Response('', { status: 401 }));
  expect(await createHttpClient().call('company.list', {})).toMatchObject({ ok: false, error: { code: 'host/signed-out' } });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
  expect(await createHttpClient().call('company.list', {})).toMatchObject({ ok: false, error: { code: 'host/unreachable' } });
});

test('an answer that is no answer of the dispatcher is a failure, never a value', async () => {
  answerWith(() => new Response('<html>proxy</html>', { status: 502 }));
  expect(await createHttpClient().call('company.list', {})).toMatchObject({ ok: false, error: { code: 'host/unreachable' } });
  answerWith(() => Response.json({ companies: [] }));
  expect(await createHttpClient().call('company.list', {})).toMatchObject({ ok: false, error: { code: 'host/unreachable' } });
});

test('the bridge of the desktop window carries the same call, and a broken one is a failure', async () => {
  const call = vi.fn<PreloadBridge['call']>(() => Promise.resolve({ ok: true, value: { companies: [] } }));
  const client = createBridgeClient({ call, subscribe: () => () => undefined });
  expect(await client.call('company.list', {})).toEqual({ ok: true, value: { companies: [] } });
  expect(call).toHaveBeenCalledWith({ method: 'company.list', input: {}, commandId: undefined });
  const broken = createBridgeClient({ call: () => Promise.reject(new Error('gone')), subscribe: () => () => undefined });
  expect(await broken.call('company.list', {})).toMatchObject({ ok: false, error: { code: 'host/unreachable' } });
});
