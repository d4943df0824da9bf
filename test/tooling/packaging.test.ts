import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { writeElectronDistribution } from '../helpers/electron-distribution.ts';
import { PROJECT } from '../helpers/project.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

/** The wire holds one character for each fuse. */
const OFF = '0'.charCodeAt(0);
const ON = '1'.charCodeAt(0);

const EXPECTED_FUSES: Readonly<Record<number, number>> = {
  [FuseV1Options.RunAsNode]: OFF,
  [FuseV1Options.EnableCookieEncryption]: ON,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
  [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
  [FuseV1Options.OnlyLoadAppFromAsar]: ON,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: OFF,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF,
};

// The builder's Linux layout is what a network-free machine can pack; the lists of files and fuses are the same on every platform.
describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the packed app', () => {
  const work = makeTempDirectory('packed');
  const unpacked = join(work.path, 'release', 'linux-unpacked');
  let files: readonly string[] = [];

  beforeAll(() => {
    const distribution = join(work.path, 'electron');
    // Safe: electron's own manifest.
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'node_modules/electron/package.json'), 'utf8')) as { version: string };
    writeElectronDistribution(distribution, version);
    const builder = join(PROJECT, 'node_modules/electron-builder/cli.js');
    const settings = [`-c.electronDist=${distribution}`, `-c.directories.output=${join(work.path, 'release')}`];
    const ran = spawnSync(process.execPath, [builder, '--linux', 'dir', '--publish', 'never', ...settings], {
      cwd: PROJECT,
      encoding: 'utf8',
    });
    expect(ran.status, `${ran.stdout}${ran.stderr}`).toBe(0);
    files = listPackage(join(unpacked, 'resources', 'app.asar'), { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  });

  afterAll(() => work.remove());

  test('holds the built main, preload and renderer', () => {
    expect(files).toEqual(
      expect.arrayContaining(['/dist/main/main.js', '/dist/preload/preload.cjs', '/dist/renderer/index.html', '/package.json']),
    );
  });

  test('holds nothing but the build and the database library', () => {
    const foreign = files.filter((path) => !/^\/(dist|package\.json|node_modules$|node_modules\/better-sqlite3)/.test(path));
    expect(foreign).toEqual([]);
    expect(files.filter((path) => path.endsWith('.map') || path.endsWith('.ts') || /^\/dist\/(headless|relay)/.test(path))).toEqual([]);
  });

  test("carries the database library's binary of this platform only, outside the archive", () => {
    const binaries = globSync('**/*.node', { cwd: join(unpacked, 'resources', 'app.asar.unpacked') });
    expect(binaries).toEqual(['node_modules/better-sqlite3/prebuilds/linux-x64.node']);
  });

  test('has its fuses set against being used as a plain Node', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'purser'));
    expect(wire).toMatchObject(EXPECTED_FUSES);
  });
});
