// `npm run relay`: the webhook relay from a checkout. Builds first where needed.
import { join } from 'node:path';

import { ROOT } from './build-stamp.mjs';
import { buildWhenStale } from './build-when-stale.mjs';
import { findNode, NODE_ADVICE } from './node-version.mjs';
import { runEntry } from './run-cli.mjs';

const node = findNode();
if (node === null) {
  process.stderr.write(`${NODE_ADVICE}\n`);
  process.exitCode = 70;
} else if (buildWhenStale(node)) {
  await runEntry(node, join(ROOT, 'dist', 'relay', 'main.js'), process.argv.slice(2));
} else {
  process.exitCode = 70;
}
