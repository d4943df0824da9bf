import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const TOKEN_BYTES = 32;

/** Who may talk to the loopback server: the browser that opened the one-time address, and no page of another origin. */
export interface Gate {
  /** For the printed address; worth nothing once it has been used. */
  readonly token: string;
  /** Swaps the token for a session, once; null where it is wrong or used. */
  admit(token: string): string | null;
  /** True where the cookie names the session. */
  isAdmitted(headers: IncomingHttpHeaders): boolean;
  /** Host must be ours by name: a page elsewhere whose name was pointed at this machine (DNS rebinding) carries its own. */
  isOwnHost(headers: IncomingHttpHeaders): boolean;
  /** Origin must be ours. Browsers send it with every POST; without it only a request that says to be same-origin passes. */
  isOwnOrigin(headers: IncomingHttpHeaders): boolean;
  /** The Set-Cookie header for a session. */
  cookieFor(session: string): string;
}

/** @param port known once the server listens */
export function createGate(port: () => number): Gate {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const session = randomBytes(TOKEN_BYTES).toString('base64url');
  let isUsed = false;
  /** Cookies are shared by all ports of a host: each server has a name of its own. */
  const cookieName = (): string => `purser-${port()}`;
  const hosts = (): readonly string[] => [`127.0.0.1:${port()}`, `localhost:${port()}`];
  return {
    token,
    admit(offered) {
      if (isUsed || !isSame(offered, token)) {
        return null;
      }
      isUsed = true;
      return session;
    },
    isAdmitted: (headers) => isUsed && cookiesOf(headers, cookieName()).some((value) => isSame(value, session)),
    isOwnHost: (headers) => hosts().includes(headers.host ?? ''),
    isOwnOrigin: ({ origin, host, 'sec-fetch-site': site }) =>
      origin === undefined ? site === 'same-origin' : origin === `http://${host ?? ''}`,
    cookieFor: (value) => `${cookieName()}=${value}; HttpOnly; SameSite=Strict; Path=/`,
  };
}

/** In constant time, whatever the length of what is offered. */
function isSame(offered: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(offered), digest(expected));
}

function cookiesOf(headers: IncomingHttpHeaders, name: string): readonly string[] {
  return (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
