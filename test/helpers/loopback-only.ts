// Refuses every connection that would leave this machine. Imported by test/helpers/setup.ts, and by child processes through `--import`.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** What was tried and refused since the last `takeRefused()`. */
const refused: string[] = [];

/** The refused attempts so far; the list starts empty again. */
export function takeRefused(): readonly string[] {
  return refused.splice(0);
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host === '' || /^(::ffff:)?127\./.test(host);

function refuse(attempt: string): never {
  refused.push(attempt);
  throw new Error(`A test may reach only this machine, but tried ${attempt}.`);
}

/** The host of net's many ways to say connect: (options), (port, host), (path), and Node's own [options, callback]. */
function hostOf(args: readonly unknown[]): string {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null) {
    return 'host' in first && typeof first.host === 'string' && !('path' in first && first.path) ? first.host : '';
  }
  return typeof first === 'number' && typeof args[1] === 'string' ? args[1] : '';
}

function guard(owner: object, name: string, attempted: (args: readonly unknown[]) => string | null): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') {
    return;
  }
  Reflect.set(owner, name, function guarded(this: unknown, ...args: unknown[]): unknown {
    const attempt = attempted(args);
    return attempt === null ? Reflect.apply(original, this, args) : refuse(attempt);
  });
}

guard(net.Socket.prototype, 'connect', (args) => {
  const host = hostOf(args);
  return isLoopback(host) ? null : `to connect to ${host}`;
});
for (const owner of [dns, dns.promises]) {
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
    guard(owner, name, ([host]) => (typeof host !== 'string' || isLoopback(host) ? null : `to look up ${host}`));
  }
}
syncBuiltinESMExports();
