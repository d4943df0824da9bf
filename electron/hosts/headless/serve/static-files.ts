import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';

import { type Answer, plainAnswer } from './answers.ts';

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
/** The build puts a hash of the content into these names: what was read once never changes. */
const HASHED = /^\/assets\/[^/]+-[A-Za-z0-9_-]{6,}\.[a-z0-9]+$/;
const FOR_EVER = 'private, max-age=31536000, immutable';

/** A file of the built renderer; an address without a file name is a screen and gets the page. */
export async function staticFile(folder: string, pathname: string): Promise<Answer> {
  const path = filePath(folder, pathname);
  if (path === null) {
    return plainAnswer(404, 'Not found');
  }
  try {
    const body = await readFile(path);
    const headers: Record<string, string> = HASHED.test(pathname) ? { 'Cache-Control': FOR_EVER } : {};
    return { status: 200, type: TYPES[extname(path)] ?? 'application/octet-stream', body, headers };
  } catch {
    return plainAnswer(404, 'Not found');
  }
}

/** The file that an address names, or null where it leads out of the folder. */
export function filePath(folder: string, pathname: string): string | null {
  const decoded = decodedPath(pathname);
  if (decoded === null || decoded.includes('\0') || decoded.includes('\\')) {
    return null;
  }
  const path = join(folder, extname(decoded) === '' ? '/index.html' : decoded);
  const inside = relative(folder, path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : path;
}

function decodedPath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
