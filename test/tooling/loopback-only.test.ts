import { promises as dnsPromises } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';

import { expect, test } from 'vitest';

import { takeRefused } from '../helpers/loopback-only.ts';

test('a connection to another machine is refused and remembered, though the caller swallows the refusal', async () => {
  await expect(fetch('http://192.0.2.1:8080/')).rejects.toThrow();
  expect(() => connect({ host: '192.0.2.1', port: 80 })).toThrow('may reach only this machine');
  expect(takeRefused()).toEqual(['to connect to 192.0.2.1', 'to connect to 192.0.2.1']);
});

test('a name of another machine is not looked up', async () => {
  await expect(fetch('https://api.shipstation.com/')).rejects.toThrow();
  expect(() => dnsPromises.lookup('api.shipstation.com')).toThrow('may reach only this machine');
  expect(takeRefused().length).toBeGreaterThanOrEqual(2);
});

test('a server on loopback can be reached by address and by name', async () => {
  const server = createServer((_request, response) => response.end('here'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Safe: a server that listens on a port has an address object.
  const { port } = server.address() as AddressInfo;
  try {
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here');
    expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe('here');
  } finally {
    server.close();
  }
});
