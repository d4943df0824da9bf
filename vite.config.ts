import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join } from 'node:path';

import react from '@vitejs/plugin-react';
import type { EnvironmentOptions, Plugin, ViteBuilder } from 'vite';
import { defineConfig } from 'vitest/config';

import { markBuilt } from './scripts/build-stamp.mjs';

const here = import.meta.dirname;

/** What stays outside the bundles: Electron gives itself, Node its own modules, and better-sqlite3 carries binaries. */
const OUTSIDE = ['electron', 'better-sqlite3'];

const isOutside = (id: string): boolean =>
  id.startsWith('node:') || builtinModules.includes(id) || OUTSIDE.some((name) => id === name || id.startsWith(`${name}/`));

/** Worker threads are entries of their own: `x.worker.ts` beside its user becomes `x.worker.js` beside the bundle. */
const workers = (): Record<string, string> =>
  Object.fromEntries(
    globSync('electron/{adapters,core,practice}/**/*.worker.ts', { cwd: here }).map((path) => [basename(path, '.ts'), join(here, path)]),
  );

/** A bundle for Node 24 (Electron 45 carries the same one): ES modules, all in one folder so that relative addresses hold. */
const forNode = (name: string, entry: string, besides: Readonly<Record<string, string>> = workers()): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true, external: OUTSIDE, conditions: ['node', 'import', 'module', 'default'] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: join(here, 'dist', name),
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { [basename(entry, '.ts')]: join(here, entry), ...besides },
      external: isOutside,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});

/** Files that the bundles for Node read beside themselves: the fonts of reports (electron/adapters/reports/fonts.ts). */
const fonts: Plugin = {
  name: 'purser-fonts',
  applyToEnvironment: ({ name }) => name === 'main' || name === 'headless',
  generateBundle() {
    for (const name of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']) {
      this.emitFile({
        type: 'asset',
        fileName: `fonts/${name}`,
        source: readFileSync(join(here, 'node_modules/dejavu-fonts-ttf/ttf', name)),
      });
    }
  },
};

/** A sandboxed preload can load only one file, in CommonJS. */
const forPreload: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true, external: ['electron'], conditions: ['module', 'import', 'default'] },
  build: {
    ssr: true,
    target: 'chrome140',
    outDir: join(here, 'dist/preload'),
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { preload: join(here, 'electron/preload/preload.ts') },
      external: isOutside,
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
};

/** The renderer's content security policy allows no inline script and no data: address, so nothing is inlined. */
const forRenderer: EnvironmentOptions = {
  consumer: 'client',
  build: {
    target: 'chrome120',
    outDir: join(here, 'dist/renderer'),
    emptyOutDir: true,
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: join(here, 'renderer/index.html') },
  },
};

async function buildAll(builder: ViteBuilder): Promise<void> {
  const startedAt = Date.now();
  for (const environment of Object.values(builder.environments)) {
    // Vite always declares an `ssr` environment of its own; nothing of ours is in it.
    if (environment.name !== 'ssr') {
      await builder.build(environment);
    }
  }
  markBuilt(startedAt);
}

/** Tests that start the built product, or a browser, or child processes: they need `npm run build` and their own pace. */
const WHOLE_PRODUCT = ['test/{e2e,hosts,crash,tooling}/**/*.test.{ts,tsx}', 'test/relay/**/*.whole.test.ts'];
const RENDERER = ['test/renderer/**/*.test.{ts,tsx}'];

const TEST_REPORT = process.env['PURSER_TEST_REPORT'];

// Tests start hundreds of processes, workers among them, that load the same modules: each after the first finds them compiled
// (https://nodejs.org/api/cli.html#node_compile_cachedir). The helpers that start processes hand it on.
if (process.env['VITEST'] !== undefined) {
  process.env['NODE_COMPILE_CACHE'] ??= join(here, 'node_modules/.cache/purser-compiled');
}

export default defineConfig({
  root: join(here, 'renderer'),
  cacheDir: join(here, 'node_modules/.vite'),
  plugins: [react(), fonts],
  environments: {
    client: forRenderer,
    main: forNode('main', 'electron/hosts/desktop/main.ts'),
    preload: forPreload,
    headless: forNode('headless', 'electron/hosts/headless/cli.ts'),
    relay: forNode('relay', 'relay/main.ts', {}),
  },
  builder: { buildApp: buildAll },
  test: {
    root: here,
    maxWorkers: 2,
    // .ci/run reads the counts of its closing line from this file.
    ...(TEST_REPORT === undefined ? {} : { reporters: ['default', 'json'], outputFile: { json: TEST_REPORT } }),
    // On a busy machine what is waited for comes late; a state that never comes fails all the same.
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root: here,
          include: ['test/**/*.test.ts'],
          exclude: [...WHOLE_PRODUCT, ...RENDERER, '**/node_modules/**'],
          // Suites with real servers and databases take seconds on a busy machine; none of them waits on time.
          testTimeout: 30_000,
          setupFiles: ['test/helpers/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          root: here,
          include: RENDERER,
          environment: 'happy-dom',
          testTimeout: 30_000,
          setupFiles: ['test/helpers/setup.ts', 'test/renderer/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          root: here,
          include: WHOLE_PRODUCT,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          setupFiles: ['test/helpers/setup.ts'],
        },
      },
    ],
  },
});
