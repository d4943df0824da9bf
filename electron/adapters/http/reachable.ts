import { connect } from 'node:net';

const LONGEST_MS = 5_000;
const HTTPS_PORT = 443;
const HTTP_PORT = 80;

/**
 * Whether somebody answers at the address: a connection is opened and closed at once, nothing is sent, so that it counts
 * against no limit. Never throws.
 */
export function isReachable(baseAddress: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(baseAddress);
  const usualPort = protocol === 'https:' ? HTTPS_PORT : HTTP_PORT;
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usualPort : Number(port), timeout: LONGEST_MS });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
