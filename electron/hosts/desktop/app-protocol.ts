import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';

import { protocol } from 'electron';

/** Our pages are served from a scheme of their own: file:// would reach the whole disk (and a fuse rules it out). */
const SCHEME = 'app';
const HOST = 'purser';
export const APP_ORIGIN = `${SCHEME}://${HOST}`;
export const APP_URL = `${APP_ORIGIN}/`;

/** Nothing from outside, no inline script; inline styles because the component library sets them. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

/** Must run before the app is ready: gives the scheme the standing of https (secure context, fetch, storage). */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer, and only files inside its folder. Addresses without a file are screens: they get the page. */
export function serveRenderer(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const url = URL.parse(request.url);
    if (url === null || url.host !== HOST || request.method !== 'GET') {
      return plain(404, 'Not found');
    }
    const path = filePath(folder, url.pathname);
    if (path === null) {
      return plain(404, 'Not found');
    }
    try {
      return page(await readFile(path), TYPES[extname(path)] ?? 'application/octet-stream');
    } catch {
      return plain(404, 'Not found');
    }
  });
}

/** The file that an address names, or null where it leads out of the folder. */
export function filePath(folder: string, pathname: string): string | null {
  const decoded = decodePath(pathname);
  if (decoded === null || decoded.includes('\0') || decoded.includes('\\')) {
    return null;
  }
  const wanted = extname(decoded) === '' ? '/index.html' : decoded;
  const path = join(folder, wanted);
  const inside = relative(folder, path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : path;
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function page(body: Uint8Array<ArrayBuffer>, type: string): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  });
}

function plain(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'content-security-policy': "default-src 'none'" },
  });
}
