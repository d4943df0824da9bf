import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { launchBrowser, type TestBrowser } from '../helpers/browser.ts';

const HTML = readFileSync(join(import.meta.dirname, '../../docs/oauth-bounce/index.html'), 'utf8');
const SECRET = 'abcdefghijklmnopqrstuvwxyz_-0123456789ABCDE';
const STATE = `9743.${SECRET}`;

let server: Server;
let origin: string;
let browser: TestBrowser;

beforeAll(async () => {
  server = createServer((_request, response) => response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(HTML));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

interface Visit {
  readonly page: Page;
  /** Everything the browser asked for but the page itself. */
  readonly asked: readonly { readonly url: string; readonly referer: string | undefined }[];
  readonly title: string;
}

/** Opens the page with a query; whatever it asks for elsewhere is noted and answered here. */
async function visit(query: string): Promise<Visit> {
  const page = await browser.context.newPage();
  const asked: { url: string; referer: string | undefined }[] = [];
  await page.route('**/*', async (route) => {
    const request = route.request();
    if (request.url().startsWith(origin)) {
      await route.continue();
      return;
    }
    asked.push({ url: request.url(), referer: request.headers()['referer'] });
    await route.fulfill({ status: 200, contentType: 'text/html', body: '<h1 id="title">Arrived</h1>' });
  });
  const isForwarded = new URLSearchParams(query).get('state') === STATE && !query.includes('hold');
  await page.goto(`${origin}/${query}`, { waitUntil: 'commit' });
  if (isForwarded) {
    await page.waitForURL(/^http:\/\/127\.0\.0\.1:9743\//);
  }
  await page.waitForLoadState('load');
  return { page, asked, title: (await page.locator('#title').textContent()) ?? '' };
}

describe('the page that sends the browser back to this computer', () => {
  test('passes code, state and company on to the port that the state names, and to nothing else', async () => {
    const { page, asked, title } = await visit(`?code=AB11_code&state=${STATE}&realmId=9130350000000000`);
    expect(title).toBe('Arrived');
    expect(asked).toEqual([
      { url: `http://127.0.0.1:9743/callback?code=AB11_code&state=${STATE}&realmId=9130350000000000`, referer: undefined },
    ]);
    // Replaced: going back does not lead to the address with the code.
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain(`${origin}/?`);
    await page.close();
  });

  test('passes a refusal on', async () => {
    const { page, asked } = await visit(`?error=access_denied&state=${STATE}`);
    expect(asked.map(({ url }) => url)).toEqual([`http://127.0.0.1:9743/callback?state=${STATE}&error=access_denied`]);
    await page.close();
  });

  test('leaves everything else of the address behind', async () => {
    const { page, asked } = await visit(
      `?code=AB11&state=${STATE}&realmId=1&redirect=https://evil.example&port=80&next=//evil.example#https://evil.example`,
    );
    expect(asked.map(({ url }) => url)).toEqual([`http://127.0.0.1:9743/callback?code=AB11&state=${STATE}&realmId=1`]);
    await page.close();
  });

  test.each([
    ['a port that is not Purser’s', `?code=a&realmId=1&state=8080.${SECRET}`],
    ['a port with more behind it', `?code=a&realmId=1&state=9743@evil.example.${SECRET}`],
    ['a host in the state', `?code=a&realmId=1&state=9741.evil.example/${SECRET}`],
    ['a state without a port', `?code=a&realmId=1&state=${SECRET}`],
    ['a javascript address as state', `?code=a&realmId=1&state=javascript:alert(1)`],
    ['a second state', `?code=a&realmId=1&state=${STATE}&state=9741.${SECRET}&hold=1`],
    ['a second code', `?code=a&code=b&realmId=1&state=${STATE}&hold=1`],
    ['markup in the error', `?error=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&state=${STATE}&hold=1`],
    ['a company that is no number', `?code=a&realmId=1%2F..%2F2&state=${STATE}&hold=1`],
    ['a line break in the code', `?code=a%0d%0ab&realmId=1&state=${STATE}&hold=1`],
    ['a code and a refusal', `?code=a&realmId=1&error=x&state=${STATE}&hold=1`],
    ['a code without a company', `?code=a&state=${STATE}&hold=1`],
    ['nothing', ''],
  ])('goes nowhere with %s, and says so', async (_name, query) => {
    const { page, asked, title } = await visit(query);
    expect(asked).toEqual([]);
    expect(title).toMatch(/^Nothing/);
    expect(new URL(page.url()).origin).toBe(origin);
    await page.close();
  });

  test('does nothing inside another page', async () => {
    const page = await browser.context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const inner = `${origin}/?code=a&realmId=1&state=${STATE}`;
    await page.setContent(`<iframe src="${inner}"></iframe>`);
    await page.frameLocator('iframe').getByText('Not inside another page').waitFor();
    expect(asked.filter((url) => url.startsWith('http'))).toEqual([inner]);
    await page.close();
  });

  test('is one file whose policy allows its own script and style, by their hashes, and no request', () => {
    const hashOf = (tag: string): string => {
      const inner = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(HTML)?.[1] ?? '';
      return `'sha256-${createHash('sha256').update(inner).digest('base64')}'`;
    };
    const policy = /content="(default-src[^"]+)"/.exec(HTML)?.[1];
    expect(policy).toBe(
      `default-src 'none'; script-src ${hashOf('script')}; style-src ${hashOf('style')}; base-uri 'none'; form-action 'none'`,
    );
    expect(HTML).not.toMatch(/\b(?:src|href)=/);
  });

  test('can be read by everybody', async () => {
    const { page } = await visit('');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.close();
  });
});
