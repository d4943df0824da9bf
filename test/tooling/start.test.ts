import { spawnSync } from 'node:child_process';
import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { plantProject } from '../helpers/project.ts';

/** A product of the smallest size: its command line prints what it was given, and ends with the code it is told. */
const SOURCES: Readonly<Record<string, string>> = {
  'renderer/index.html': '<!doctype html><title>Planted</title><script type="module" src="./src/main.ts"></script>',
  'renderer/src/main.ts': 'document.title = "ready";\n',
  'electron/hosts/desktop/main.ts': 'export const main = 1;\n',
  'electron/preload/preload.ts': "import { contextBridge } from 'electron';\ncontextBridge.exposeInMainWorld('planted', {});\n",
  'electron/hosts/headless/cli.ts':
    "#!/usr/bin/env node\nconst args = process.argv.slice(2);\nconsole.log(JSON.stringify(args));\nprocess.exitCode = Number(args[1] ?? '0') || 0;\n",
  'relay/main.ts': 'console.log(JSON.stringify(process.argv.slice(2)));\n',
  'shared/clean.ts': 'export const clean = 1;\n',
};

describe('starting from a checkout', () => {
  const project = plantProject(['scripts', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'], SOURCES);

  afterAll(() => project.remove());

  function run(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...inherited } = process.env;
    return spawnSync(process.execPath, [join(project.path, 'scripts', script), ...args], {
      cwd: project.path,
      encoding: 'utf8',
      env: { ...inherited, ELECTRON_SKIP_BINARY_DOWNLOAD: '1', ...env },
    });
  }

  test('the command line builds what is missing, and standard output stays its own', () => {
    const ran = run('purser.mjs', ['demo']);
    expect(ran.stdout).toBe('["demo"]\n');
    expect(ran.stderr).toContain('Building Purser: dist/');
    expect(ran.status).toBe(0);
  });

  test('a second run builds nothing, and hands on the exit code', () => {
    const ran = run('purser.mjs', ['post', '3']);
    expect(ran.stdout).toBe('["post","3"]\n');
    expect(ran.stderr).not.toContain('Building');
    expect(ran.status).toBe(3);
  });

  test('a changed source and a removed one are built again', () => {
    const later = new Date(Date.now() + 1000);
    utimesSync(join(project.path, 'shared/clean.ts'), later, later);
    expect(run('purser.mjs', ['demo']).stderr).toContain('shared changed since the last build');
    rmSync(join(project.path, 'dist/preload/preload.cjs'));
    expect(run('purser.mjs', ['demo']).stderr).toContain('dist/preload/preload.cjs is not built yet');
  });

  test('npm start says in one sentence why it opens the browser instead of a window', () => {
    const ran = run('start.mjs', []);
    expect(ran.stderr).toMatch(/Opening Purser in the browser instead of an Electron window: [^\n]+\.\n$/);
    expect(ran.stdout).toBe('["serve","--open"]\n');
    expect(ran.status).toBe(0);
  });

  test('npm start -- --headless does not ask for Electron', () => {
    const ran = run('start.mjs', ['--headless'], { DISPLAY: ':0' });
    expect(ran.stderr).toContain('you asked for --headless');
    expect(ran.stdout).toBe('["serve","--open"]\n');
  });

  test('a build that fails ends the start, and names the build', () => {
    rmSync(join(project.path, 'electron/hosts/headless/cli.ts'));
    const ran = run('start.mjs', []);
    expect(ran.stderr).toContain('The build failed');
    expect(ran.stdout).toBe('');
    expect(ran.status).toBe(1);
  });
});
