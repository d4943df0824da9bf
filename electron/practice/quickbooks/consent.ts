/**
 * Acts like the person who connects the practice company in a browser: reads the consent page, presses Connect, and follows
 * the way back to the app. It goes only to this machine.
 *
 * @throws where the page refuses, or the way back does not lead to a loopback address
 */
export async function consentAsPracticePerson(authorizeUrl: string): Promise<void> {
  const page = await fetch(loopbackOnly(authorizeUrl), { redirect: 'manual' });
  const html = await page.text();
  if (page.status !== 200) {
    throw new Error(`The practice company did not show its consent page (status ${page.status})`);
  }
  const connect = /<form method="post" action="([^"]+)"><input type="hidden" name="decision" value="connect">/.exec(html)?.[1];
  if (connect === undefined) {
    throw new Error('The consent page has no form to connect');
  }
  const action = new URL(connect.replaceAll('&amp;', '&'), authorizeUrl);
  const pressed = await fetch(loopbackOnly(action.toString()), {
    method: 'POST',
    body: new URLSearchParams({ decision: 'connect' }),
    redirect: 'manual',
  });
  await pressed.text();
  const wayBack = pressed.headers.get('location');
  if (pressed.status !== 302 || wayBack === null) {
    throw new Error(`The practice company did not send the person back (status ${pressed.status})`);
  }
  const arrived = await fetch(loopbackOnly(wayBack), { redirect: 'manual' });
  await arrived.text();
}

function loopbackOnly(address: string): URL {
  const url = new URL(address);
  if (url.protocol !== 'http:' || (url.hostname !== 'localhost' && url.hostname !== '127.0.0.1')) {
    throw new Error(`The practice person only goes to this machine, not to ${url.host}`);
  }
  return url;
}
