// `npm run --silent purser -- COMMAND`: the command line from a checkout. Builds first where needed; standard output stays the command's own.
import { buildWhenStale } from './build-when-stale.mjs';
import { findNode, NODE_ADVICE } from './node-version.mjs';
import { runCli } from './run-cli.mjs';

const node = findNode();
if (node === null) {
  process.stderr.write(`${NODE_ADVICE}\n`);
  process.exitCode = 70;
} else if (buildWhenStale(node)) {
  await runCli(node, process.argv.slice(2));
} else {
  process.exitCode = 70;
}
