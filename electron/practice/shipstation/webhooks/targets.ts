/** The hosts that a practice shop ever calls. */
const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

/** True for plain http on this machine, without user information: a practice company never leaves it. */
export function isLoopbackTarget(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.protocol === 'http:' && LOOPBACK_HOSTS.includes(url.hostname) && url.username === '' && url.password === '';
}

/** True for what ShipStation takes as a target: any address of the web. */
export function isWebTarget(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && text.length <= 2000;
}
