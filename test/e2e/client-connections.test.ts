import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from 'vitest';

import { launchBrowser } from '../helpers/browser.ts';
import { clientData } from '../helpers/client-data.ts';
import { BUILT_CLI } from '../helpers/purser-process.ts';
import { PATIENCE, screenLink } from './served-app.ts';

describe.each(['light', 'dark'] as const)('the connections of a client that has none yet, in %s colours', (colorScheme) => {
  test('tell which address to register for which keys, and have no serious fault of accessibility', async () => {
    await using data = await clientData('made');
    const server = data.start(['serve'], { cli: BUILT_CLI });
    const { url } = JSON.parse(await server.line()) as { url: string };
    await using browser = await launchBrowser({ colorScheme, viewport: { width: 1440, height: 900 } });
    const page = await browser.context.newPage();
    await page.goto(url);
    await screenLink(page, 'Connections').click(PATIENCE);
    const form = page.getByRole('form', { name: 'Consent for QuickBooks' });
    await form.waitFor(PATIENCE);
    await form.getByText('Intuit’s own page, for pasting').waitFor();
    await form.getByRole('radio', { name: /Sandbox/ }).check();
    await form.getByRole('button', { name: 'Copy http://localhost:9745/callback' }).waitFor();
    const { violations } = await new AxeBuilder({ page: page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);
    expect(await server.stop()).toMatchObject({ code: 0 });
  });
});
