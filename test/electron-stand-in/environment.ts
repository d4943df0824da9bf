// What a test sets for the stand-in, and where the app's folders are. STANDIN_* variables are read once, at the start of the process.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const { env } = process;

function folderOfPackage(from: string): string {
  if (existsSync(join(from, 'package.json'))) {
    return from;
  }
  const parent = dirname(from);
  return parent === from ? process.cwd() : folderOfPackage(parent);
}

export const appPath = folderOfPackage(dirname(resolve(process.argv[1] ?? '.')));

// Safe: our own package.json.
export const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly productName?: string;
  readonly version: string;
};

/** Everything the app asks of the operating system is written here, one JSON object a line, for a test to read. */
export function osLog(what: string, detail: object = {}): void {
  if (env['STANDIN_LOG'] !== undefined) {
    appendFileSync(env['STANDIN_LOG'], `${JSON.stringify({ what, ...detail })}\n`);
  }
}

/** A test answers a dialog beforehand: { "showSaveDialog": [ {…} ] } in the file STANDIN_ANSWERS; each answer serves once. */
export function takeAnswer(dialog: string, otherwise: unknown): unknown {
  const file = env['STANDIN_ANSWERS'];
  if (file === undefined || !existsSync(file)) {
    return otherwise;
  }
  // Safe: the test wrote this file.
  const answers = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown[] | undefined>;
  const answer = answers[dialog]?.shift();
  writeFileSync(file, JSON.stringify(answers));
  return answer ?? otherwise;
}

const USER_FOLDERS: Readonly<Record<string, string>> = {
  desktop: 'Desktop',
  documents: 'Documents',
  downloads: 'Downloads',
  music: 'Music',
  pictures: 'Pictures',
  videos: 'Videos',
};

/** Electron's `app.getPath` on Linux. */
export function defaultPath(name: string, appName: string): string {
  const home = env['STANDIN_HOME'] ?? homedir();
  const appData = env['XDG_CONFIG_HOME'] ?? join(home, '.config');
  const own = join(appData, appName);
  const userFolder = USER_FOLDERS[name];
  const known: Readonly<Record<string, string>> = {
    home,
    appData,
    userData: own,
    sessionData: own,
    temp: tmpdir(),
    logs: join(own, 'logs'),
    crashDumps: join(own, 'Crashpad'),
    exe: process.execPath,
    module: process.execPath,
  };
  const path = known[name] ?? (userFolder === undefined ? undefined : join(home, userFolder));
  if (path === undefined) {
    throw new Error(`Failed to get '${name}' path`);
  }
  return path;
}
