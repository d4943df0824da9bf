// `npm run --silent purser -- COMMAND`: the command line from a checkout. Builds first where needed; standard output stays the command's own.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from './build-stamp.mjs';
import { buildWhenStale } from './build-when-stale.mjs';
import { findNode, NODE_ADVICE } from './node-version.mjs';

const node = findNode();
if (node === null) {
  process.stderr.write(`${NODE_ADVICE}\n`);
  process.exit(70);
}
if (!buildWhenStale(node)) {
  process.exit(70);
}

const cli = join(ROOT, 'dist', 'headless', 'cli.js');
if (realpathSync(node) === realpathSync(process.execPath)) {
  // In this process: signals, standard input and the exit code are the command's own, and nothing stands between.
  process.argv[1] = cli;
  await import(pathToFileURL(cli).href);
} else {
  const ran = spawnSync(node, [cli, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(ran.status ?? 70);
}
