import { describe, expect, test } from 'vitest';

import type { Http, HttpAnswer, HttpRequest } from '../../electron/adapters/http/http.ts';
import { createIntuitTokenEndpoint } from '../../electron/adapters/oauth/token-endpoint.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { startBooksHarness } from './quickbooks-harness.ts';

/** Everything that the request carried, as a careless server would repeat it. */
const echoOf = ({ headers, body }: HttpRequest): string => `${JSON.stringify(headers)} ${body ?? ''}`;

const ENVELOPES = {
  'as the API spells it': (words: string) => ({ Fault: { Error: [{ Message: 'Failed', Detail: words, code: '3200' }], type: 'AUTH' } }),
  'as the gateway spells it': (words: string) => ({
    fault: { error: [{ message: 'Failed', detail: words, code: '3200' }], type: 'AUTHENTICATION' },
  }),
  'as the token endpoint spells it': (words: string) => ({ error: 'invalid_grant', error_description: words }),
} as const;

/** A server that repeats what it was sent in each refusal. */
function careless(envelope: keyof typeof ENVELOPES, status: number): Http {
  return {
    request: (request: HttpRequest) => {
      const answer: HttpAnswer = {
        status,
        headers: new Map([['content-type', 'application/json']]),
        text: JSON.stringify(ENVELOPES[envelope](echoOf(request))),
      };
      return Promise.resolve({ ok: true, value: answer });
    },
    close: () => undefined,
  };
}

const NAMES = Object.keys(ENVELOPES).filter((name): name is keyof typeof ENVELOPES => Object.hasOwn(ENVELOPES, name));

describe.each(NAMES)('a refusal that repeats what it was sent, %s', (name) => {
  test.each([400, 401, 403, 500])('and with status %s, leaves no token and no secret in a fault or a log line', async (status) => {
    const { practice, keeper, time, another, invoice } = await startBooksHarness();
    const write = await invoice('RED-1');
    const { logger, lines } = createRecordingLogger();
    const http = careless(name, status);
    const { clientId, clientSecret } = practice.access.quickbooks;
    const endpoint = createIntuitTokenEndpoint({
      http,
      clock: time.clock,
      logger,
      credentials: { clientId, clientSecret, environment: 'sandbox' },
      tokenAddress: practice.access.intuitTokenUrl,
    });
    const { accessToken, refreshToken } = keeper.stored ?? { accessToken: '', refreshToken: '' };
    const books = another({ http, logger, refresh: endpoint.refresh });
    const told = [
      await books.company(),
      await books.send('red-1', books.batchText([write])),
      await endpoint.refresh(refreshToken),
      await endpoint.exchange('AB11-authorisation-code', 'http://localhost:9741/callback'),
    ];
    const seen = `${JSON.stringify(told)}\n${lines.join('\n')}`;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    for (const secret of [accessToken, refreshToken, clientSecret, basic, 'AB11-authorisation-code']) {
      expect(secret).not.toBe('');
      expect(seen).not.toContain(secret);
    }
    // What the server said is told all the same: else there would be nothing here to take out.
    const isTold = name === 'as the API spells it' && (status === 400 || status === 403);
    expect(!isTold || JSON.stringify(told).includes('[removed]')).toBe(true);
  });
});
