// Who may import whom. Each rule names what a folder may reach and refuses the rest, so that a new folder is closed until someone opens it.
// scripts/layers.ts runs it and refuses to pass when no module was read; test/tooling/layers.test.ts plants violations.

/**
 * A folder and all that it may import: paths in the project, package names, and Node's own modules or not.
 * @param {{ name: string, comment: string, from: string, folders: string[], packages?: string[], node?: boolean, fromNot?: string }} rule
 */
function only({ name, comment, from, fromNot, folders, packages = [], node = false }) {
  const allowed = [...folders.map((folder) => `^${folder}`), ...packages.map((each) => `node_modules/${each}(/|$)`)];
  const to = { pathNot: allowed, couldNotResolve: false };
  return {
    name,
    comment,
    severity: 'error',
    from: fromNot === undefined ? { path: from } : { path: from, pathNot: fromNot },
    to: node ? { ...to, dependencyTypesNot: ['core'] } : to,
  };
}

const SQLITE = 'better-sqlite3(-multiple-ciphers)?';
const PORTS = 'electron/core/ports/';
const ADAPTERS = 'electron/adapters/';

/** Each adapter may use its one vendor's library, and http. */
const ADAPTER_PACKAGES = [
  'axios',
  SQLITE,
  'conf',
  'electron-store',
  'env-paths',
  '@napi-rs/keyring',
  '@nats-io/[^/]+',
  'fast-xml-parser',
  'eventsource-parser',
  'zod',
  'temporal-polyfill',
  '@noble/hashes',
  'big\\.js',
  'papaparse',
  '@types/papaparse',
  'pdfkit',
  'write-excel-file',
];

const layers = [
  only({
    name: 'domain-stands-alone',
    comment: 'shared/domain is pure: itself, a date, a decimal and a hash library.',
    from: '^shared/domain/',
    folders: ['shared/domain/'],
    packages: ['big\\.js', '@types/big\\.js', 'temporal-polyfill', '@noble/hashes'],
  }),
  only({
    name: 'contract-knows-the-domain',
    comment: 'shared/contract holds schemas: zod and the domain, nothing that runs in one place only.',
    from: '^shared/contract/',
    folders: ['shared/'],
    packages: ['zod'],
  }),
  only({
    name: 'core-knows-only-shared',
    comment:
      'electron/core reaches the world through its ports; Node, Electron, adapters and hosts are handed in. It parses with zod, which is pure.',
    from: '^electron/core/',
    folders: ['electron/core/', 'shared/'],
    packages: ['zod'],
  }),
  only({
    name: 'adapters-know-the-ports',
    comment: 'An adapter sees shared, the ports, Node and its one vendor library; never a host, a use case or Electron.',
    from: `^${ADAPTERS}`,
    folders: ['shared/', PORTS, ADAPTERS],
    packages: ADAPTER_PACKAGES,
    node: true,
  }),
  {
    name: 'adapters-apart',
    comment: 'An adapter uses no other adapter, but http.',
    severity: 'error',
    from: { path: `^${ADAPTERS}([^/]+)/` },
    to: { path: `^${ADAPTERS}`, pathNot: [`^${ADAPTERS}$1/`, `^${ADAPTERS}http/`] },
  },
  only({
    name: 'practice-stands-on-the-other-side',
    comment: 'The practice company plays ShipStation and QuickBooks: it may share money, time and results with Purser, and no more.',
    from: '^electron/practice/',
    folders: ['electron/practice/', 'shared/domain/(money|time)/', 'shared/domain/result\\.ts$'],
    packages: [SQLITE],
    node: true,
  }),
  only({
    name: 'preload-is-thin',
    comment: 'The preload carries calls: Electron and shared.',
    from: '^electron/preload/',
    folders: ['electron/preload/', 'shared/'],
    packages: ['electron'],
  }),
  only({
    name: 'desktop-is-a-host',
    comment: 'The desktop host puts core, adapters and practice together; it knows neither the renderer nor another host.',
    from: '^electron/hosts/desktop/',
    folders: ['electron/hosts/(desktop|composition)/', 'electron/(core|adapters|practice|preload)/', 'shared/', 'package\\.json$'],
    packages: ['electron', 'electron-store', 'electron-updater', 'zod', 'temporal-polyfill'],
    node: true,
  }),
  only({
    name: 'headless-is-a-host',
    comment: 'The headless host runs in plain Node: resolving electron or electron-store there tries to download Electron.',
    from: '^electron/hosts/headless/',
    folders: ['electron/hosts/(headless|composition)/', 'electron/(core|adapters|practice)/', 'shared/', 'package\\.json$'],
    packages: ['commander', 'conf', 'croner', 'env-paths', 'zod', 'temporal-polyfill'],
    node: true,
  }),
  only({
    name: 'composition-serves-both-hosts',
    comment: 'What both hosts put together alike: core, adapters and practice, and no host.',
    from: '^electron/hosts/composition/',
    folders: ['electron/hosts/composition/', 'electron/(core|adapters|practice)/', 'shared/'],
    node: true,
  }),
  {
    name: 'headless-never-reaches-electron',
    comment: 'Not even through another file.',
    severity: 'error',
    from: { path: '^electron/hosts/headless/' },
    to: { path: 'node_modules/electron(-store|-updater)?(/|$)', reachable: true },
  },
  {
    name: 'electron-only-in-desktop-and-preload',
    comment: 'Only the desktop host and the preload import electron.',
    severity: 'error',
    from: { path: '^(electron|shared|renderer|relay)/', pathNot: '^electron/(hosts/desktop|preload)/' },
    to: { path: 'node_modules/electron(/|$)' },
  },
  only({
    name: 'relay-stands-alone',
    comment: 'The relay is a public server: its own files, Node, SQLite and the NATS client.',
    from: '^relay/',
    folders: ['relay/'],
    packages: [SQLITE, '@nats-io/[^/]+'],
    node: true,
  }),
  {
    name: 'renderer-knows-the-contract',
    comment: 'The renderer sees shared and packages for the browser; it can not tell which host it talks to.',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { path: '^(electron|relay|test|scripts)/' },
  },
  {
    name: 'renderer-runs-in-a-browser',
    comment: 'No Node module and no package of the main side in the renderer.',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'renderer-without-main-packages',
    comment: 'These packages belong to the main side.',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { path: `node_modules/(electron|electron-store|axios|conf|commander|${SQLITE})(/|$)` },
  },
  {
    name: 'features-apart',
    comment: 'A screen uses no other screen: what two share belongs to ui, lib or client.',
    severity: 'error',
    from: { path: '^renderer/src/features/([^/]+)/' },
    to: { path: '^renderer/src/features/', pathNot: '^renderer/src/features/$1/' },
  },
  {
    name: 'features-below-the-app',
    comment: 'The app puts the screens together; a screen does not reach back.',
    severity: 'error',
    from: { path: '^renderer/src/(features|ui|lib|client)/' },
    to: { path: '^renderer/src/app/' },
  },
  {
    name: 'ui-below-features',
    comment: 'ui, lib and client serve every screen and know none.',
    severity: 'error',
    from: { path: '^renderer/src/(ui|lib|client)/' },
    to: { path: '^renderer/src/features/' },
  },
  {
    name: 'product-without-tests',
    comment: 'Nothing that ships imports a test or a script.',
    severity: 'error',
    from: { path: '^(electron|shared|renderer|relay)/' },
    to: { path: '^(test|scripts)/' },
  },
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one subject, or hide a third.',
    severity: 'error',
    from: { path: '^(electron|shared|renderer|relay)/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'everything-resolves',
    comment: 'An import that leads nowhere.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden: layers,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release|coverage)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
